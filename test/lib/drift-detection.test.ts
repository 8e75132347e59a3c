import { describe, expect, test } from '@jest/globals';
import { Duration, NestedStack, type Stack, TimeZone } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import {
  AssociationDriftDetection,
  type AssociationDriftDetectionProps,
  AssociationProvider,
} from 'cdk-sms-pool-association';
import {
  ACCOUNT,
  associate,
  HOME,
  logicalIds,
  newStack,
  PHONE_NUMBER_ID,
  RCS_AGENT,
  synthesis,
  twoStacks,
} from './fixtures';
import { eventOf, SCHEDULE } from './schedule-event';

/** A stack with an association and a drift detection. */
function watched(props?: AssociationDriftDetectionProps): Stack {
  const stack = newStack(HOME);
  associate(stack);
  new AssociationDriftDetection(stack, 'Drift', props);
  return stack;
}

describe('a drift detection that repairs', () => {
  test('says so in the event, and names what is deferred', () => {
    const stack = newStack();
    associate(stack, 'Deferred', { deferPending: true });
    new AssociationDriftDetection(stack, 'Drift', { repair: true });
    expect(eventOf(stack)).toMatchObject({
      DriftDetection: { Repair: 'true', Associations: [{ DeferPending: 'true' }] },
    });
  });

  test.each([
    ['no drift detection', () => undefined],
    ['one that only reports', (stack: Stack) => new AssociationDriftDetection(stack, 'Drift')],
  ])('is needed by deferPending: %s', (_, make) => {
    const stack = newStack();
    associate(stack, 'Deferred', { deferPending: true });
    make(stack);
    expect(synthesis(stack)).toThrow(
      "'Stack/Deferred' has deferPending: true, and no drift detection of the stack 'Stack' repairs",
    );
  });

  test('is needed for the provider of the association', () => {
    const stack = newStack();
    const provider = new AssociationProvider(stack, 'Provider', { name: 'Mine' });
    associate(stack, 'Deferred', { deferPending: true, provider });
    associate(stack, 'Agent', { originationIdentity: RCS_AGENT });
    new AssociationDriftDetection(stack, 'Drift', { repair: true });
    expect(synthesis(stack)).toThrow("'Stack/Deferred' has deferPending: true");
    new AssociationDriftDetection(stack, 'DriftOfMine', { repair: true, provider });
    expect(synthesis(stack)).not.toThrow();
  });
});

describe('the schedule', () => {
  test('comes every hour, with two retries at most and an event that is too old before the next one', () => {
    Template.fromStack(watched()).hasResourceProperties(SCHEDULE, {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 900 } },
    });
  });

  const everyMorning = ScheduleExpression.cron({ minute: '0', hour: '8', timeZone: TimeZone.EUROPE_LONDON });
  const retry = (MaximumEventAgeInSeconds: number) => ({ Target: { RetryPolicy: { MaximumEventAgeInSeconds } } });

  test.each([
    [ScheduleExpression.rate(Duration.minutes(2)), 'rate(2 minutes)', retry(60)],
    [ScheduleExpression.rate(Duration.minutes(10)), 'rate(10 minutes)', retry(300)],
    [ScheduleExpression.rate(Duration.days(7)), 'rate(7 days)', retry(900)],
    [ScheduleExpression.cron({ minute: '*/2' }), 'cron(*/2 * * * ? *)', retry(60)],
    [everyMorning, 'cron(0 8 * * ? *)', { ScheduleExpressionTimezone: 'Europe/London' }],
  ])('comes as the app says: %#', (schedule, ScheduleExpression, properties) => {
    Template.fromStack(watched({ schedule })).hasResourceProperties(SCHEDULE, { ScheduleExpression, ...properties });
  });

  test.each([
    [ScheduleExpression.rate(Duration.minutes(1)), 'rate(1 minute)'],
    [ScheduleExpression.at(new Date(0)), 'at(1970-01-01T00:00:00)'],
    [ScheduleExpression.expression('hourly'), 'hourly'],
  ])('is refused: %#', (schedule, expression) => {
    expect(() => watched({ schedule })).toThrow(
      `[Stack/Drift] schedule: got '${expression}'; expected a rate of 2 minutes or more, or a cron expression; ` +
        'leave it out to check every hour',
    );
  });

  test('has a role that EventBridge Scheduler may use for this account, to call this function and nothing else', () => {
    const stack = watched();
    const [functionId] = logicalIds(stack, 'AWS::Lambda::Function');
    const functionArn = { 'Fn::GetAtt': [functionId, 'Arn'] };
    const invoke = { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: functionArn };
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
          },
        ],
      },
      ManagedPolicyArns: Match.absent(),
      Policies: [{ PolicyDocument: { Statement: [invoke] } }],
    });
    template.resourcePropertiesCountIs('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('^Drift') }] }, 0);
    const RoleArn = { 'Fn::GetAtt': [Match.stringLikeRegexp('^DriftRole'), 'Arn'] };
    template.hasResourceProperties(SCHEDULE, { Target: { Arn: functionArn, RoleArn } });
  });

  test('calls the function of the provider that takes the place of the automatic one', () => {
    const stack = watched();
    new AssociationProvider(stack, 'Provider', { functionName: 'mine' });
    const [functionId] = logicalIds(stack, 'AWS::Lambda::Function');
    Template.fromStack(stack).hasResourceProperties(SCHEDULE, {
      Target: { Arn: { 'Fn::GetAtt': [functionId, 'Arn'] } },
    });
    expect(eventOf(stack)).toMatchObject({
      DriftDetection: { Associations: [{ OriginationIdentity: PHONE_NUMBER_ID }] },
    });
  });

  test('is refused in a stack without associations', () => {
    const stack = newStack();
    new AssociationDriftDetection(stack, 'Drift');
    expect(synthesis(stack)).toThrow(
      "'Stack/Drift' has nothing to check: the stack 'Stack' has no provider; expected an association; declare one in this " +
        'stack, pass the `provider` that its associations use, or remove this construct',
    );
  });

  test('is refused for a provider that no association of the stack uses', () => {
    const stack = newStack();
    associate(stack);
    const provider = new AssociationProvider(stack, 'Provider', { name: 'Mine' });
    new AssociationDriftDetection(stack, 'Drift', { provider });
    expect(synthesis(stack)).toThrow(
      "the stack 'Stack' has no association that uses 'Stack/Provider'; expected an association",
    );
  });

  test('is refused a second time for the same associations, however the provider is named', () => {
    const stack = newStack();
    const provider = new AssociationProvider(stack, 'Provider');
    associate(stack);
    new AssociationDriftDetection(stack, 'Drift');
    new AssociationDriftDetection(stack, 'Again', { provider });
    expect(synthesis(stack)).toThrow(
      "'Stack/Again' checks the associations that 'Stack/Drift' checks; expected one drift detection for each stack and " +
        'provider; remove one',
    );
  });

  test('is made once for each provider of a stack', () => {
    const stack = newStack();
    const provider = new AssociationProvider(stack, 'Provider', { name: 'Mine' });
    associate(stack);
    associate(stack, 'Mine', { provider, originationIdentity: RCS_AGENT });
    new AssociationDriftDetection(stack, 'Drift');
    new AssociationDriftDetection(stack, 'DriftOfMine', { provider });
    Template.fromStack(stack).resourceCountIs(SCHEDULE, 2);
  });

  test('is refused with a provider of another stack', () => {
    const [other, stack] = twoStacks(HOME, HOME);
    const provider = new AssociationProvider(other, 'Provider');
    expect(() => new AssociationDriftDetection(stack, 'Drift', { provider })).toThrow(
      "[Stack/Drift] provider: got 'Base/Provider' of stack 'Base'; expected a provider of 'Stack'",
    );
  });
});

describe('the metrics', () => {
  const drift = (props?: AssociationDriftDetectionProps) =>
    new AssociationDriftDetection(newStack(HOME, 'Shop'), 'Drift', props);

  test('are those that the function emits for the stack, by default one value for each check', () => {
    const metrics = { Drifted: drift().metricDrifted(), Pending: drift().metricPending() };
    for (const [metricName, metric] of Object.entries(metrics)) {
      expect(metric).toMatchObject({
        namespace: 'cdk-sms-pool-association',
        metricName,
        dimensions: { StackName: 'Shop' },
        statistic: 'Maximum',
        period: Duration.hours(1),
      });
    }
    const schedule = ScheduleExpression.rate(Duration.minutes(10));
    expect(drift({ schedule }).metricDrifted().period.toMinutes()).toBe(10);
  });

  test('take the options of a metric', () => {
    const metric = drift().metricDrifted({ statistic: 'SampleCount', period: Duration.hours(3), label: 'Checks' });
    expect(metric).toMatchObject({ statistic: 'SampleCount', period: Duration.hours(3), label: 'Checks' });
  });

  test('make an alarm, also in a nested stack', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    associate(nested);
    const metric = new AssociationDriftDetection(nested, 'Drift').metricDrifted();
    metric.createAlarm(nested, 'TakenOut', { threshold: 1, evaluationPeriods: 1 });
    Template.fromStack(nested).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'cdk-sms-pool-association',
      MetricName: 'Drifted',
      Dimensions: [{ Name: 'StackName', Value: { Ref: 'AWS::StackName' } }],
    });
  });
});
