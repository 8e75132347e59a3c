import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { AssociationProvider } from 'cdk-sms-pool-association';
import { associate, logicalIds, newStack, poolById, RCS_AGENT } from './fixtures';
import { declareByCopy, secondCopy } from './second-copy';

const FUNCTION = 'AWS::Lambda::Function';

describe('two copies of the library in one app', () => {
  test('share the provider that one of them made', async () => {
    const copy = await secondCopy();
    const stack = newStack();
    associate(stack);
    declareByCopy(copy, stack);
    expect(logicalIds(stack, FUNCTION)).toHaveLength(1);
    expect(logicalIds(stack)).toHaveLength(2);
  });

  test('share a provider that is passed from one to the other', async () => {
    const copy = await secondCopy();
    const stack = newStack();
    const provider = new AssociationProvider(stack, 'Provider', { name: 'Mine' });
    declareByCopy(copy, stack, { provider });
    expect(logicalIds(stack, FUNCTION)).toEqual(['SmsPoolAssociationProviderMineFunction']);
  });

  test('see what the other declares', async () => {
    const copy = await secondCopy();
    const stack = newStack();
    associate(stack, 'One', { originationIdentity: RCS_AGENT });
    declareByCopy(copy, stack);
    expect(() => Template.fromStack(stack)).toThrow("and 'Stack/One' declares the same; expected one declaration");
  });

  test('are named where an identity of one is passed to the other', async () => {
    const copy = await secondCopy();
    const stack = newStack();
    expect(
      () =>
        new copy.OriginationIdentityAssociation(stack, 'OfTheCopy', {
          pool: poolById(stack),
          originationIdentity: RCS_AGENT,
        }),
    ).toThrow(
      '[Stack/OfTheCopy] originationIdentity: got an OriginationIdentity of another copy of cdk-sms-pool-association; ' +
        'expected an OriginationIdentity; install the library once: `npm ls cdk-sms-pool-association` shows the copies',
    );
  });
});
