import { expect, test } from '@jest/globals';
import { realClock } from '../clock';
import { CloudFormation } from './cloudformation';
import { InProcessResponses } from './in-process-responses';
import { schedulesOf } from './schedules';

test('a schedule has the target, role and input of its template, with intrinsic functions resolved', async () => {
  const invoke = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': ['Function', 'Arn'] } };
  const runner = { invoke: () => Promise.reject(new Error('the schedule called its target by itself')) };
  const cloudFormation = new CloudFormation({ clock: realClock, runner, responses: new InProcessResponses() });
  await cloudFormation.deploy('Stack', {
    Resources: {
      Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'check' } },
      Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument: { Statement: [invoke] } }] } },
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 hour)',
          Target: {
            Arn: { 'Fn::GetAtt': ['Function', 'Arn'] },
            RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Input: { 'Fn::Join': ['', ['{"StackName":"', { Ref: 'AWS::StackName' }, '"}']] },
          },
        },
      },
    },
  });

  const stack = cloudFormation.stack('Stack');
  const [schedule, ...others] = stack === undefined ? [] : schedulesOf(stack);
  const target = 'arn:aws:lambda:us-east-1:111122223333:function:check';
  expect(others).toEqual([]);
  expect(schedule).toMatchObject({ expression: 'rate(1 hour)', target, input: '{"StackName":"Stack"}' });
  const isAllowed = (arn: string) =>
    cloudFormation.iam.isAllowed(schedule?.accessKeyId ?? '', 'lambda:InvokeFunction', [arn]);
  expect([target, `${target}-2`].map(isAllowed)).toEqual([true, false]);
  expect(cloudFormation.functionOf(target)?.name).toBe('check');
});
