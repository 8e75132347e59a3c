import { describe, expect, test } from '@jest/globals';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnPhoneNumber, CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { OriginationIdentity, type OriginationIdentityAssociationProps, SmsPool } from 'cdk-sms-pool-association';
import {
  ACCOUNT,
  arn,
  associate,
  ASSOCIATION,
  HOME,
  newStack,
  PHONE_NUMBER_ID,
  POOL_ID,
  REGION,
  synthesis,
  twoStacks,
} from './fixtures';

type Lookup = (name: string) => string;
type Ends = Pick<OriginationIdentityAssociationProps, 'pool' | 'originationIdentity'>;

/** A way to name the ends, all of whose values the CLI looks up before the second synthesis. */
const WAYS: readonly (readonly [string, (stack: Stack, lookup: Lookup) => Partial<Ends>])[] = [
  [
    'ids',
    (stack, lookup) => ({
      pool: SmsPool.fromPoolId(stack, 'Pool', lookup('/pool')),
      originationIdentity: OriginationIdentity.fromPhoneNumberId(lookup('/number'), lookup('/country')),
    }),
  ],
  [
    'imports of the CDK',
    (stack, lookup) => {
      const number = CfnPhoneNumber.fromPhoneNumberId(stack, 'Number', lookup('/number'));
      const pool = CfnPool.fromPoolId(stack, 'Pool', lookup('/pool'));
      return { pool, originationIdentity: OriginationIdentity.phoneNumber(number, lookup('/country')) };
    },
  ],
  [
    'ARNs',
    (stack, lookup) => ({
      pool: SmsPool.fromPoolArn(stack, 'Pool', lookup('/pool-arn')),
      originationIdentity: OriginationIdentity.fromPhoneNumberArn(lookup('/number-arn'), lookup('/country')),
    }),
  ],
  [
    'ARNs that are put together',
    (stack, lookup) => {
      const pool = SmsPool.fromPoolArn(stack, 'Pool', arn(`pool/${lookup('/pool')}`));
      const numberArn = arn(`phone-number/${lookup('/number')}`);
      return { pool, originationIdentity: OriginationIdentity.fromPhoneNumberArn(numberArn, lookup('/country')) };
    },
  ],
  [
    'a sender ID and its country',
    (_, lookup) => ({ originationIdentity: OriginationIdentity.fromSenderId(lookup('/sender'), lookup('/country')) }),
  ],
  [
    'the ARN of a sender ID',
    (_, lookup) => ({ originationIdentity: OriginationIdentity.fromSenderIdArn(lookup('/sender-arn')) }),
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

/** Declares an association in a stack for which the CLI has looked up these values. */
function declare(ends: (stack: Stack, lookup: Lookup) => Partial<Ends>, values: Readonly<Record<string, string>>) {
  const app = new App({ builtinCloudFormationValidation: false, context: contextWith(values) });
  const stack = newStack(HOME, 'Stack', app);
  associate(
    stack,
    'Association',
    ends(stack, (name) => StringParameter.valueFromLookup(stack, name)),
  );
  return stack;
}

describe.each(WAYS)('a context lookup of %s', (_, ends) => {
  test('passes at the first synthesis, for which the CDK makes up the values', () => {
    expect(synthesis(declare(ends, {}))).not.toThrow();
  });

  test('is what the template has at the second', () => {
    const template = Template.fromStack(declare(ends, VALUES));
    template.hasResourceProperties(ASSOCIATION, { PoolId: POOL_ID });
    expect(JSON.stringify(template.toJSON())).not.toContain('dummy-value');
  });

  test('is checked at the second', () => {
    const wrong = Object.fromEntries(Object.keys(VALUES).map((name) => [name, 'not what it has to be']));
    expect(() => declare(ends, wrong)).toThrow("not what it has to be'");
  });
});

test('lookups of two stacks are no contradiction as long as they are made up', () => {
  const stacks = twoStacks(HOME, HOME);
  for (const stack of stacks) {
    const lookup: Lookup = (name) => StringParameter.valueFromLookup(stack, name);
    associate(stack, 'Association', {
      pool: SmsPool.fromPoolId(stack, 'Pool', lookup(`/${stack.stackName}/pool`)),
      originationIdentity: OriginationIdentity.fromPhoneNumberId(lookup('/number'), 'US'),
    });
  }
  expect(synthesis(stacks[1])).not.toThrow();
});
