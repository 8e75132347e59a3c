import { beforeEach, describe, expect, test } from '@jest/globals';
import { CfnOutput, CfnParameter, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  AssociationDriftDetection,
  AssociationProvider,
  OriginationIdentity,
  type OriginationIdentityAssociationProps,
} from 'cdk-sms-pool-association';
import { Construct } from 'constructs';
import { RecipeAccount } from './account';

const DAY = 86_400_000;

let account: RecipeAccount;

beforeEach(() => {
  account = new RecipeAccount();
});

test('move: the number is in the new pool', async () => {
  await account.deploy('Messaging', account.declaring());
  expect(await account.deploy('Messaging', account.declaring({}, account.otherPool.id))).toBe('UPDATE_COMPLETE');
  expect(account.poolOfNumber).toBe(account.otherPool.id);
});

test('repair: another revision puts back what was taken out by hand', async () => {
  await account.deploy('Messaging', account.declaring());
  account.disassociateByHand();
  await account.deploy('Messaging', account.declaring({ revision: '2' }));
  expect(account.poolOfNumber).toBe(account.pool.id);
});

test('the attributes in outputs follow a move', async () => {
  const withOutput = (poolId: string) => (stack: Stack) => {
    new CfnOutput(stack, 'PoolOfSupportLine', { value: account.declare(stack, {}, poolId).poolId });
  };
  await account.deploy('Messaging', withOutput(account.pool.id));
  expect(account.output('Messaging', 'PoolOfSupportLine')).toBe(account.pool.id);
  await account.deploy('Messaging', withOutput(account.otherPool.id));
  expect(account.output('Messaging', 'PoolOfSupportLine')).toBe(account.otherPool.id);
});

describe('a sender ID whose pool changes', () => {
  const acme = (): OriginationIdentity => OriginationIdentity.fromSenderId('ACME', 'GB');
  const move = async (options: Partial<OriginationIdentityAssociationProps>): Promise<void> => {
    for (const { id } of [account.pool, account.otherPool])
      await account.deploy('Messaging', account.declaring({ originationIdentity: acme(), ...options }, id));
  };

  test('leaves its former pool', async () => {
    await move({});
    expect(account.poolsOfSenderId).toEqual([account.otherPool.id]);
  });

  test('is in both pools with RETAIN', async () => {
    await move({ removalPolicy: RemovalPolicy.RETAIN });
    expect(new Set(account.poolsOfSenderId)).toEqual(new Set([account.pool.id, account.otherPool.id]));
  });

  test('is in both pools if the former one had it before, and is adopted', async () => {
    account.associateByHand(account.senderId);
    await move({ adoptExisting: true });
    expect(new Set(account.poolsOfSenderId)).toEqual(new Set([account.pool.id, account.otherPool.id]));
  });

  test('leaves its former pool if it was adopted and then owned', async () => {
    account.associateByHand(account.senderId);
    await account.deploy('Messaging', account.declaring({ originationIdentity: acme(), adoptExisting: true }));
    await move({ takeOwnership: true });
    expect(account.poolsOfSenderId).toEqual([account.otherPool.id]);
  });
});

test('a number whose registration is pending joins at the first check that finds it ACTIVE', async () => {
  const number = account.pendingNumber(2 * DAY);
  const deferring = (stack: Stack): void => {
    const originationIdentity = OriginationIdentity.fromPhoneNumberId(number.id, 'US');
    account.declare(stack, { originationIdentity, deferPending: true });
    new AssociationDriftDetection(stack, 'Drift', { repair: true });
  };
  expect(await account.deploy('Messaging', deferring)).toBe('CREATE_COMPLETE');
  await account.wait(DAY);
  await account.check('Messaging');
  expect(account.poolOf(number)).toBeUndefined();
  await account.wait(DAY);
  await account.check('Messaging');
  expect(account.poolOf(number)).toBe(account.pool.id);
});

test('one role for several stacks: each keeps its permissions when another one is deployed or goes', async () => {
  await account.deploy('Roles', (stack) => {
    new Role(stack, 'Role', { roleName: 'sms-pools', assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  });
  const brand =
    (name: 'ACME' | 'BRAND', revision?: string) =>
    (stack: Stack): void => {
      new AssociationProvider(stack, 'Provider', { role: Role.fromRoleName(stack, 'Role', 'sms-pools') });
      const originationIdentity = OriginationIdentity.fromSenderId(name, 'GB');
      account.declare(stack, { originationIdentity, ...(revision === undefined ? {} : { revision }) });
    };
  account.senderIdNamed('BRAND');
  expect(await account.deploy('One', brand('ACME'))).toBe('CREATE_COMPLETE');
  expect(await account.deploy('Other', brand('BRAND'))).toBe('CREATE_COMPLETE');
  expect(await account.deploy('One', brand('ACME', '2'))).toBe('UPDATE_COMPLETE');
  expect(await account.destroy('Other')).toBe('DELETE_COMPLETE');
  expect(await account.destroy('One')).toBe('DELETE_COMPLETE');
  expect(account.poolsOfSenderId).toEqual([]);
});

describe('change how an identity is named', () => {
  const byParameter = (stack: Stack): void => {
    const numberId = new CfnParameter(stack, 'NumberId', { default: account.number.id }).valueAsString;
    account.declare(stack, { originationIdentity: OriginationIdentity.fromPhoneNumberId(numberId, 'US') });
  };
  const byName = (): OriginationIdentity => OriginationIdentity.fromSenderId('ACME', 'GB');
  const byArn = (): OriginationIdentity => OriginationIdentity.fromSenderIdArn(account.senderId.arn);

  test('a literal id for a parameter: the new resource takes over, with no option set', async () => {
    await account.deploy('Messaging', byParameter);
    expect(await account.deploy('Messaging', account.declaring())).toBe('UPDATE_COMPLETE');
    expect(account.poolOfNumber).toBe(account.pool.id);
    await account.destroy('Messaging');
    expect(account.poolOfNumber).toBeUndefined();
  });

  test('the ARN of a sender ID for its name, in a stack without an account: the same', async () => {
    await account.deploy('Messaging', account.declaring({ originationIdentity: byName() }));
    const renamed = account.declaring({ originationIdentity: byArn() });
    expect(await account.deploy('Messaging', renamed)).toBe('UPDATE_COMPLETE');
    expect(account.poolsOfSenderId).toEqual([account.pool.id]);
    await account.destroy('Messaging');
    expect(account.poolsOfSenderId).toEqual([]);
  });

  test('both at once in a stack without an account, which can not tell: the first to go leaves it to the other', async () => {
    const both = (stack: Stack): void => {
      account.declare(stack, { originationIdentity: byName() });
      account.declare(new Construct(stack, 'Again'), { originationIdentity: byArn() });
    };
    await account.deploy('Messaging', account.declaring({ originationIdentity: byName() }));
    expect(await account.deploy('Messaging', both)).toBe('UPDATE_COMPLETE');
    await account.deploy('Messaging', account.declaring({ originationIdentity: byArn() }));
    expect(account.poolsOfSenderId).toEqual([account.pool.id]);
  });
});
