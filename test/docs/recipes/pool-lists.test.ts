import { beforeEach, describe, expect, test } from '@jest/globals';
import { type CfnTag, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import {
  OriginationIdentity,
  OriginationIdentityAssociation,
  type OriginationIdentityAssociationProps,
} from 'cdk-sms-pool-association';
import { nothing, RecipeAccount } from './account';

let account: RecipeAccount;

beforeEach(() => {
  account = new RecipeAccount();
});

const mandatoryKeywords = { help: { message: 'ACME: visit acme.example' }, stop: { message: 'ACME: unsubscribed' } };

describe('the example of the README with a pool of the app', () => {
  /** `tags` are what changes on the pool. */
  const example =
    (tags: CfnTag[] = []) =>
    (stack: Stack): void => {
      const pool = new CfnPool(stack, 'Pool', {
        originationIdentities: [account.number.arn],
        mandatoryKeywords,
        ...(tags.length === 0 ? {} : { tags }),
      });
      const acme = new CfnSenderId(stack, 'Acme', { senderId: 'BRAND', isoCountryCode: 'GB' });
      new OriginationIdentityAssociation(stack, 'AcmeInPool', {
        pool,
        originationIdentity: OriginationIdentity.senderId(acme),
      });
    };

  test('puts both into the pool', async () => {
    expect(await account.deploy('Messaging', example())).toBe('CREATE_COMPLETE');
    expect(account.membersOf('Messaging', 'Pool')).toHaveLength(2);
  });

  test('repairs what an update of the pool evicts', async () => {
    await account.deploy('Messaging', example());
    expect(await account.deploy('Messaging', example([{ key: 'team', value: 'sms' }]))).toBe('UPDATE_COMPLETE');
    expect(account.membersOf('Messaging', 'Pool')).toHaveLength(2);
  });

  test('goes as a whole', async () => {
    await account.deploy('Messaging', example());
    expect(await account.destroy('Messaging')).toBe('DELETE_COMPLETE');
  });
});

/** A stack with a pool that lists these numbers, and perhaps an association of the number. */
const listing =
  (numbers: readonly string[], association?: Partial<OriginationIdentityAssociationProps>) =>
  (stack: Stack): void => {
    const pool = new CfnPool(stack, 'ListPool', { originationIdentities: [...numbers], mandatoryKeywords });
    if (association !== undefined) account.declare(stack, { pool, ...association });
  };

describe.each(['evicts others', 'difference of templates'] as const)('the list of a pool whose update %s', (update) => {
  beforeEach(() => {
    account = new RecipeAccount(update);
  });

  const isListed = (): boolean => account.membersOf('Messaging', 'ListPool').includes(account.number.id);

  test('into it, in one deployment', async () => {
    await account.deploy('Messaging', listing([account.otherNumber.arn], {}));
    const numbers = [account.otherNumber.arn, account.number.arn];
    expect(await account.deploy('Messaging', listing(numbers))).toBe('UPDATE_COMPLETE');
    expect(isListed()).toBe(true);
  });

  test('out of it, in one deployment, and owned after a second one', async () => {
    await account.deploy('Messaging', listing([account.otherNumber.arn, account.number.arn]));
    const adopting = listing([account.otherNumber.arn], { adoptExisting: true });
    expect(await account.deploy('Messaging', adopting)).toBe('UPDATE_COMPLETE');
    expect(isListed()).toBe(true);
    await account.deploy('Messaging', listing([account.otherNumber.arn], { takeOwnership: true }));
    expect(isListed()).toBe(true);
    await account.deploy('Messaging', listing([account.otherNumber.arn]));
    expect(isListed()).toBe(false);
  });

  test('another first number, in two deployments', async () => {
    await account.deploy('Messaging', listing([account.otherNumber.arn]));
    await account.deploy('Messaging', listing([account.otherNumber.arn, account.number.arn]));
    expect(await account.deploy('Messaging', listing([account.number.arn]))).toBe('UPDATE_COMPLETE');
    expect(account.membersOf('Messaging', 'ListPool')).toEqual([account.number.id]);
  });
});

test('into the list of a pool of another stack: RETAIN first', async () => {
  await account.deploy('Pools', listing([account.otherNumber.arn]));
  const poolId = account.poolOf(account.otherNumber) ?? '';
  await account.deploy('Messaging', account.declaring({}, poolId));
  await account.deploy('Messaging', account.declaring({ removalPolicy: RemovalPolicy.RETAIN, revision: '2' }, poolId));
  expect(await account.deploy('Pools', listing([account.otherNumber.arn, account.number.arn]))).toBe('UPDATE_COMPLETE');
  await account.deploy('Messaging', nothing);
  expect(account.poolOfNumber).toBe(poolId);
});
