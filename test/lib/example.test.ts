import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readAssociations, readDriftDetection } from '../../examples/context';
import { ManagedPoolStack } from '../../examples/managed-pool-stack';
import { SmsStack, type SmsStackProps } from '../../examples/sms-stack';
import { ASSOCIATION, newApp, OTHER_POOL_ID, PHONE_NUMBER_ID, POOL_ID, RCS_AGENT_ID } from './fixtures';

const directory = mkdtempSync(path.join(tmpdir(), 'example-'));
// The validation of the CDK takes seconds to start, and so does another process.
jest.setTimeout(60_000);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const ALL = {
  poolId: POOL_ID,
  phoneNumberId: PHONE_NUMBER_ID,
  phoneNumberCountry: 'US',
  phoneNumberPoolId: OTHER_POOL_ID,
  senderId: 'ACME',
  senderIdCountry: 'GB',
  rcsAgentId: RCS_AGENT_ID,
  revision: '2',
  adoptExisting: true,
};

function example(context: Record<string, unknown>, props: Partial<SmsStackProps> = {}): Template {
  const app = new App({ context, builtinCloudFormationValidation: false });
  const driftDetection = readDriftDetection(app);
  const asked = driftDetection === undefined ? {} : { driftDetection };
  return Template.fromStack(new SmsStack(app, 'Example', { associations: readAssociations(app), ...asked, ...props }));
}

test('the example declares what its context values ask for', () => {
  const template = example(ALL);
  const options = { Revision: '2', AdoptExisting: 'true' };
  template.resourceCountIs(ASSOCIATION, 3);
  for (const properties of [
    { PoolId: OTHER_POOL_ID, OriginationIdentity: PHONE_NUMBER_ID, IsoCountryCode: 'US', ...options },
    { PoolId: POOL_ID, OriginationIdentity: 'ACME', IsoCountryCode: 'GB', ...options },
    { PoolId: POOL_ID, OriginationIdentity: RCS_AGENT_ID, ...options },
  ]) {
    template.hasResourceProperties(ASSOCIATION, properties);
  }
});

test('the example declares only the identities that it is given', () => {
  example({ poolId: POOL_ID, rcsAgentId: RCS_AGENT_ID }).resourceCountIs(ASSOCIATION, 1);
});

test('the example has placeholders for a first look', () => {
  example({}).resourceCountIs(ASSOCIATION, 3);
});

test.each([
  ['no pool', { rcsAgentId: RCS_AGENT_ID }, 'got no poolId; expected `npx cdk deploy -c poolId=pool-…'],
  ['no country', { poolId: POOL_ID, phoneNumberId: PHONE_NUMBER_ID }, 'got no phoneNumberCountry; expected'],
  ['no identity', { poolId: POOL_ID }, 'got no phoneNumberId, senderId or rcsAgentId; expected'],
])('the example says what is missing: %s', (_, context, message) => {
  expect(() => example(context)).toThrow(message);
});

test('the example hands the endpoint to the function', () => {
  const serviceEndpoint = 'http://127.0.0.1:4566';
  example({}, { serviceEndpoint }).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: serviceEndpoint } },
  });
});

test('the example has an alarm on what is missing, on checks that fail, and on a schedule that stopped', () => {
  const template = example({}, { driftDetection: 'report' });
  template.resourceCountIs('AWS::Scheduler::Schedule', 1);
  const alarm = (properties: object) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold: 1, ...properties });
  };
  const drifted = { MetricName: 'Drifted', Dimensions: [{ Name: 'StackName', Value: 'Example' }], Period: 3600 };
  alarm({ ...drifted, Statistic: 'Maximum', TreatMissingData: 'ignore' });
  alarm({
    ...drifted,
    Statistic: 'SampleCount',
    ComparisonOperator: 'LessThanThreshold',
    EvaluationPeriods: 3,
    TreatMissingData: 'breaching',
  });
  alarm({ Namespace: 'AWS/Lambda', MetricName: 'Errors', TreatMissingData: 'notBreaching' });
});

test('the example repairs, and defers a number, if it is asked to', () => {
  const repairing = example({ ...ALL, driftDetection: 'repair', deferPending: true });
  expect(JSON.stringify(repairing.findResources('AWS::Scheduler::Schedule'))).toContain('\\"Repair\\":\\"true\\"');
  repairing.hasResourceProperties(ASSOCIATION, { OriginationIdentity: PHONE_NUMBER_ID, DeferPending: 'true' });
  expect(JSON.stringify(example({ ...ALL, driftDetection: 'report' }).toJSON())).not.toMatch(/Repair\\|DeferPending/);
  expect(() => example({ ...ALL, driftDetection: true })).toThrow('got driftDetection=true; expected report or repair');
});

test('the app runs as its file says', async () => {
  const env = { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify(ALL) };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'examples/app.ts'], {
    env,
    cwd: path.join(__dirname, '..', '..'),
  });
  const template = readFileSync(path.join(directory, 'SmsPoolAssociationExample.template.json'), 'utf8');
  expect(template).toContain(RCS_AGENT_ID);
});

describe('the example with a pool of its own', () => {
  const props = { phoneNumbers: ['Support', 'Alerts'], senderId: 'ACME', senderIdCountry: 'GB' };

  test('puts all but the first number into the pool by associations', () => {
    const template = Template.fromStack(new ManagedPoolStack(newApp(), 'Example', props));
    template.resourceCountIs('AWS::SMSVOICE::PhoneNumber', 3);
    template.hasResourceProperties('AWS::SMSVOICE::Pool', {
      OriginationIdentities: [{ 'Fn::GetAtt': ['FirstNumber', 'Arn'] }],
    });
    template.resourceCountIs(ASSOCIATION, 3);
    template.allResourcesProperties(ASSOCIATION, { PoolId: { Ref: 'Pool' } });
  });

  test('updates the associations after a change of the pool', () => {
    const poolTemplates = [{}, { helpMessage: 'Call us' }].map((change) => {
      const template = Template.fromStack(new ManagedPoolStack(newApp(), 'Example', { ...props, ...change }));
      return JSON.stringify(Object.values(template.findResources(ASSOCIATION)));
    });
    expect(poolTemplates[0]).not.toBe(poolTemplates[1]);
  });
});
