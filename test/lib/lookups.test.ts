import { describe, expect, test } from '@jest/globals';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnPhoneNumber, CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import { ACCOUNT, arn, associate, ASSOCIATION, HOME, newStack, PHONE_NUMBER_ID, POOL_ID, REGION } from './fixtures';

type Lookup = (name: string) => string;

/** A way to name the ends, all of whose values the CLI looks up before the second synthesis. */
const WAYS: readonly (readonly [string, (stack: Stack, lookup: Lookup) => void])[] = [
  [
    'ids',
    (stack, lookup) => {
      const pool = SmsPool.fromPoolId(stack, 'Pool', lookup('/pool'));
      const originationIdentity = OriginationIdentity.fromPhoneNumberId(lookup('/number'), lookup('/country'));
      associate(stack, 'Association', { pool, originationIdentity });
    },
  ],
  [
    'imports of the CDK',
    (stack, lookup) => {
      const number = CfnPhoneNumber.fromPhoneNumberId(stack, 'Number', lookup('/number'));
      const pool = CfnPool.fromPoolId(stack, 'Pool', lookup('/pool'));
      const originationIdentity = OriginationIdentity.phoneNumber(number, lookup('/country'));
      associate(stack, 'Association', { pool, originationIdentity });
    },
  ],
  [
    'ARNs',
    (stack, lookup) => {
      const pool = SmsPool.fromPoolArn(stack, 'Pool', lookup('/pool-arn'));
      const originationIdentity = OriginationIdentity.fromPhoneNumberArn(lookup('/number-arn'), lookup('/country'));
      associate(stack, 'Association', { pool, originationIdentity });
    },
  ],
  [
    'ARNs that are put together',
    (stack, lookup) => {
      const pool = SmsPool.fromPoolArn(stack, 'Pool', arn(`pool/${lookup('/pool')}`));
      const numberArn = arn(`phone-number/${lookup('/number')}`);
      const originationIdentity = OriginationIdentity.fromPhoneNumberArn(numberArn, lookup('/country'));
      associate(stack, 'Association', { pool, originationIdentity });
    },
  ],
  [
    'a sender ID and its country',
    (stack, lookup) => {
      const originationIdentity = OriginationIdentity.fromSenderId(lookup('/sender'), lookup('/country'));
      associate(stack, 'Association', { originationIdentity });
    },
  ],
  [
    'the ARN of a sender ID',
    (stack, lookup) => {
      associate(stack, 'Association', {
        originationIdentity: OriginationIdentity.fromSenderIdArn(lookup('/sender-arn')),
      });
    },
  ],
];

const VALUES = {
  '/pool': POOL_ID,
  '/pool-arn': arn(`pool/${POOL_ID}`),
  '/number': PHONE_NUMBER_ID,
  '/number-arn': arn(`phone-number/${PHONE_NUMBER_ID}`),
  '/country': 'US',
  '/sender': 'ACME',
  '/sender-arn': arn('sender-id/ACME/GB'),
};

/** The context as the CLI writes it after a lookup. */
function contextWith(values: Readonly<Record<string, string>>): Record<string, string> {
  const key = (name: string) => `ssm:account=${ACCOUNT}:parameterName=${name}:region=${REGION}`;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [key(name), value]));
}

function stackWith(values: Readonly<Record<string, string>>): Stack {
  return newStack(HOME, 'Stack', new App({ builtinCloudFormationValidation: false, context: contextWith(values) }));
}

describe.each(WAYS)('a context lookup of %s', (_, build) => {
  test('passes at the first synthesis, for which the CDK makes up the values', () => {
    const stack = stackWith({});
    build(stack, (name) => StringParameter.valueFromLookup(stack, name));
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('is what the template has at the second', () => {
    const stack = stackWith(VALUES);
    build(stack, (name) => StringParameter.valueFromLookup(stack, name));
    const template = Template.fromStack(stack);
    template.hasResourceProperties(ASSOCIATION, { PoolId: POOL_ID });
    expect(JSON.stringify(template.toJSON())).not.toContain('dummy-value');
  });

  test('is checked at the second', () => {
    const wrong = Object.fromEntries(Object.keys(VALUES).map((name) => [name, 'not what it has to be']));
    const stack = stackWith(wrong);
    expect(() => {
      build(stack, (name) => StringParameter.valueFromLookup(stack, name));
    }).toThrow("not what it has to be'");
  });
});

test('lookups of two stacks are no contradiction as long as they are made up', () => {
  const app = new App({ builtinCloudFormationValidation: false });
  for (const id of ['One', 'Other']) {
    const stack = newStack(HOME, id, app);
    const lookup: Lookup = (name) => StringParameter.valueFromLookup(stack, name);
    associate(stack, 'Association', {
      pool: SmsPool.fromPoolId(stack, 'Pool', lookup(`/${id}/pool`)),
      originationIdentity: OriginationIdentity.fromPhoneNumberId(lookup('/number'), 'US'),
    });
  }
  expect(() => app.synth()).not.toThrow();
});
