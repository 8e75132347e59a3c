import { describe, expect, test } from '@jest/globals';
import { Aws, Resource } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import { arn, associate, HOME, newStack, PHONE_NUMBER_ID, poolById, POOL_ID, RCS_AGENT_ID } from './fixtures';

describe('a pool that can not be the pool of the association is refused', () => {
  test.each([
    [
      'an identity where a pool belongs',
      PHONE_NUMBER_ID,
      `[Stack/Association] pool: got '${PHONE_NUMBER_ID}', the id of a phone number; expected the id of a pool, ` +
        "like 'pool-0123456789abcdef0123456789abcdef'; look it up with `aws pinpoint-sms-voice-v2 describe-pools`",
    ],
    ['an ARN where an id belongs', arn(`pool/${POOL_ID}`), 'for an ARN use SmsPool.fromPoolArn'],
  ])('%s', (_, poolId, message) => {
    const stack = newStack();
    expect(() => associate(stack, 'Association', { pool: CfnPool.fromPoolId(stack, 'Pool', poolId) })).toThrow(message);
  });

  test('one whose reference holds the ARN of something else', () => {
    const stack = newStack();
    const pool = new OddPool(stack, 'Pool');
    expect(() => associate(stack, 'Association', { pool })).toThrow('[Stack/Association] pool: got ');
  });
});

describe('a pool of SmsPool that can not be one is refused with the place', () => {
  test.each([
    [
      'an id with a digit too few',
      () => SmsPool.fromPoolId(newStack(), 'Pool', POOL_ID.slice(0, -1)),
      `SmsPool.fromPoolId: got '${POOL_ID.slice(0, -1)}', which has 31 hex digits instead of 32; expected the id of a pool`,
    ],
    [
      'an ARN where an id belongs',
      () => SmsPool.fromPoolId(newStack(), 'Pool', arn(`pool/${POOL_ID}`)),
      "for an ARN use SmsPool.fromPoolArn (the pool 'Pool' in 'Stack')",
    ],
    [
      'an id where an ARN belongs',
      () => SmsPool.fromPoolArn(newStack(), 'Pool', POOL_ID),
      `SmsPool.fromPoolArn: got '${POOL_ID}', the id of a pool; expected the ARN of a pool`,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test("an ARN of another partition than the stack's is refused", () => {
  const agentArn = `arn:aws-us-gov:sms-voice:${Aws.REGION}:111122223333:rcs-agent/${RCS_AGENT_ID}`;
  const originationIdentity = OriginationIdentity.fromRcsAgentArn(agentArn);
  expect(() => associate(newStack(HOME), 'Association', { originationIdentity })).toThrow(
    "[Stack/Association] origination identity: got the ARN 'arn:aws-us-gov:",
  );
});

describe('another region than the stack', () => {
  const agentArn = arn(`rcs-agent/${RCS_AGENT_ID}`, '111122223333', 'eu-west-1');
  const originationIdentity = OriginationIdentity.fromRcsAgentArn(agentArn);

  test('of the identity is refused, by its ARN', () => {
    expect(() => associate(newStack(HOME), 'Association', { originationIdentity })).toThrow(
      "[Stack/Association] the origination identity is in region 'eu-west-1', and the stack in 'us-east-1'; " +
        "expected one region; declare the association in a stack in 'eu-west-1'",
    );
  });

  test('of the pool is refused, by its ARN', () => {
    const stack = newStack(HOME);
    const pool = SmsPool.fromPoolArn(stack, 'Pool', arn(`pool/${POOL_ID}`, '111122223333', 'eu-west-1'));
    expect(() => associate(stack, 'Association', { pool })).toThrow(
      "the pool is in region 'eu-west-1', and the stack in 'us-east-1'",
    );
  });

  test('of the pool is refused, by the stack that it was imported in', () => {
    const pool = poolById(newStack({ env: { region: 'eu-west-1' } }, 'Elsewhere'));
    expect(() => associate(newStack(HOME), 'Association', { pool })).toThrow("the pool is in region 'eu-west-1'");
  });

  test('can not be told where the stack names no region', () => {
    expect(() => associate(newStack(), 'Association', { originationIdentity })).not.toThrow();
  });
});

class OddPool extends Resource {
  public readonly poolRef = { poolId: POOL_ID, poolArn: arn(`rcs-agent/${RCS_AGENT_ID}`) };
}
