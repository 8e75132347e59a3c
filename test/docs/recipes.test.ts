import { beforeEach, describe, expect, test } from '@jest/globals';
import { CfnParameter, type CfnTag, RemovalPolicies, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import {
  OriginationIdentity,
  OriginationIdentityAssociation,
  type OriginationIdentityAssociationProps,
  SmsPool,
} from 'cdk-sms-pool-association';
import { RecipeAccount } from './account';

type Options = Partial<OriginationIdentityAssociationProps>;

let account: RecipeAccount;

beforeEach(() => {
  account = new RecipeAccount();
});

/** A stack with the number in the pool, and something else, since a stack can't be empty. */
const declaring =
  (options: Options = {}, poolId = account.pool.id) =>
  (stack: Stack): void => {
    nothing(stack);
    declare(stack, options, poolId);
  };

function declare(stack: Stack, options: Options, poolId = account.pool.id, numberId = account.number.id): void {
  new OriginationIdentityAssociation(stack, 'SupportLine', {
    pool: SmsPool.fromPoolId(stack, 'Pool', poolId),
    originationIdentity: OriginationIdentity.fromPhoneNumberId(numberId, 'US'),
    ...options,
  });
}

function nothing(stack: Stack): void {
  new Topic(stack, 'Topic');
}

const mandatoryKeywords = { help: { message: 'ACME: visit acme.example' }, stop: { message: 'ACME: unsubscribed' } };

const retained = { removalPolicy: RemovalPolicy.RETAIN, revision: 'to stack B' };

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

describe.each(['evicts others', 'difference of templates'] as const)('the list of a pool whose update %s', (update) => {
  beforeEach(() => {
    account = new RecipeAccount(update);
  });

  /** A stack with a pool that lists these numbers, and perhaps an association of the number. */
  const listing =
    (numbers: readonly string[], association?: Options) =>
    (stack: Stack): void => {
      const pool = new CfnPool(stack, 'ListPool', { originationIdentities: [...numbers], mandatoryKeywords });
      if (association === undefined) return;
      new OriginationIdentityAssociation(stack, 'SupportLine', {
        pool,
        originationIdentity: OriginationIdentity.fromPhoneNumberId(account.number.id, 'US'),
        ...association,
      });
    };

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
  const listing =
    (...numbers: string[]) =>
    (stack: Stack): void => {
      new CfnPool(stack, 'ListPool', { originationIdentities: numbers, mandatoryKeywords });
    };
  await account.deploy('Pools', listing(account.otherNumber.arn));
  const poolId = account.poolOf(account.otherNumber) ?? '';
  await account.deploy('Messaging', declaring({}, poolId));
  await account.deploy('Messaging', declaring(retained, poolId));
  expect(await account.deploy('Pools', listing(account.otherNumber.arn, account.number.arn))).toBe('UPDATE_COMPLETE');
  await account.deploy('Messaging', nothing);
  expect(account.poolOfNumber).toBe(poolId);
});

test('RETAIN: a sender ID is in both pools after a move', async () => {
  const brand =
    (poolId: string) =>
    (stack: Stack): void => {
      new OriginationIdentityAssociation(stack, 'Brand', {
        pool: SmsPool.fromPoolId(stack, 'Pool', poolId),
        originationIdentity: OriginationIdentity.fromSenderId('ACME', 'GB'),
        removalPolicy: RemovalPolicy.RETAIN,
      });
    };
  await account.deploy('Messaging', brand(account.pool.id));
  await account.deploy('Messaging', brand(account.otherPool.id));
  expect(new Set(account.poolsOfSenderId)).toEqual(new Set([account.pool.id, account.otherPool.id]));
});

test('RemovalPolicies of the app override RETAIN, unless the type is excluded', async () => {
  const withPolicies =
    (excludeResourceTypes: string[]) =>
    (stack: Stack): void => {
      declaring({ removalPolicy: RemovalPolicy.RETAIN })(stack);
      RemovalPolicies.of(stack).destroy({ excludeResourceTypes });
    };
  await account.deploy('Messaging', withPolicies(['Custom::SMSVoiceOriginationIdentityAssociation']));
  await account.destroy('Messaging');
  expect(account.poolOfNumber).toBe(account.pool.id);

  await account.deploy('Again', (stack) => {
    declare(stack, { adoptExisting: true });
  });
  await account.deploy('Again', (stack) => {
    declare(stack, { takeOwnership: true, removalPolicy: RemovalPolicy.RETAIN });
    RemovalPolicies.of(stack).destroy();
  });
  await account.destroy('Again');
  expect(account.poolOfNumber).toBeUndefined();
});

test('move: the number is in the new pool', async () => {
  await account.deploy('Messaging', declaring());
  expect(await account.deploy('Messaging', declaring({}, account.otherPool.id))).toBe('UPDATE_COMPLETE');
  expect(account.poolOfNumber).toBe(account.otherPool.id);
});

test('repair: another revision puts back what was taken out by hand', async () => {
  await account.deploy('Messaging', declaring());
  account.disassociateByHand();
  await account.deploy('Messaging', declaring({ revision: '2' }));
  expect(account.poolOfNumber).toBe(account.pool.id);
});

test('leave the library: RETAIN, then remove the construct', async () => {
  await account.deploy('Messaging', declaring());
  await account.deploy('Messaging', declaring(retained));
  await account.deploy('Messaging', nothing);
  expect(account.poolOfNumber).toBe(account.pool.id);
});

describe('hand over to another stack', () => {
  beforeEach(async () => {
    await account.deploy('A', declaring());
    await account.deploy('A', declaring(retained));
  });

  test('the number stays in the pool after each step', async () => {
    const steps: readonly (() => Promise<string>)[] = [
      () => account.deploy('B', declaring({ adoptExisting: true })),
      () => account.deploy('A', nothing),
      () => account.deploy('B', declaring({ takeOwnership: true })),
    ];
    for (const step of steps) {
      expect(await step()).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
      expect(account.poolOfNumber).toBe(account.pool.id);
    }
  });

  test('the second stack moves it and removes it afterwards', async () => {
    await account.deploy('B', declaring({ adoptExisting: true }));
    await account.deploy('A', nothing);
    await account.deploy('B', declaring({ takeOwnership: true }));
    await account.deploy('B', declaring({ takeOwnership: true }, account.otherPool.id));
    expect(account.poolOfNumber).toBe(account.otherPool.id);
    await account.destroy('B');
    expect(account.poolOfNumber).toBeUndefined();
  });

  test('a rollback of the step that takes ownership leaves it', async () => {
    await account.deploy('B', declaring({ adoptExisting: true }));
    await account.deploy('A', nothing);
    const withCanary = (stack: Stack): void => {
      declaring({ takeOwnership: true })(stack);
      new CfnTopic(stack, 'Canary');
    };
    const failAt = { logicalId: 'Canary', reason: 'refused', after: 60_000 };
    expect(await account.deploy('B', withCanary, { failAt })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });
});

describe('take over what exists', () => {
  test('takeOwnership in the first deployment fails and leaves what was there', async () => {
    account.associateByHand();
    expect(await account.deploy('Messaging', declaring({ takeOwnership: true }))).toBe('ROLLBACK_COMPLETE');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });

  test('adopted only, it outlives the stack', async () => {
    account.associateByHand();
    await account.deploy('Messaging', declaring({ adoptExisting: true }));
    await account.destroy('Messaging');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });

  test('adopted and owned in a later deployment, it goes with the stack', async () => {
    account.associateByHand();
    await account.deploy('Messaging', declaring({ adoptExisting: true }));
    expect(await account.deploy('Messaging', declaring({ takeOwnership: true }))).toBe('UPDATE_COMPLETE');
    await account.destroy('Messaging');
    expect(account.poolOfNumber).toBeUndefined();
  });

  test('from an AwsCustomResource, in two deployments', async () => {
    const awsCustomResource = (stack: Stack, removalPolicy: RemovalPolicy): void => {
      const call = { service: 'PinpointSMSVoiceV2', action: 'AssociateOriginationIdentity' };
      new AwsCustomResource(stack, 'Old', {
        onCreate: { ...call, physicalResourceId: PhysicalResourceId.of('support-line') },
        onDelete: { ...call, action: 'DisassociateOriginationIdentity' },
        policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
        removalPolicy,
      });
    };
    await account.deploy('Messaging', (stack) => {
      awsCustomResource(stack, RemovalPolicy.DESTROY);
    });
    await account.deploy('Messaging', (stack) => {
      awsCustomResource(stack, RemovalPolicy.RETAIN);
      declare(stack, { adoptExisting: true });
    });
    await account.deploy('Messaging', declaring({ takeOwnership: true }));
    expect(account.poolOfNumber).toBe(account.pool.id);
    await account.destroy('Messaging');
    expect(account.poolOfNumber).toBeUndefined();
  });
});

describe('change how an identity is named', () => {
  const byParameter = (stack: Stack): void => {
    const parameter = new CfnParameter(stack, 'NumberId', { default: account.number.id });
    declare(stack, {}, account.pool.id, parameter.valueAsString);
  };

  test('a literal id for a parameter: the new resource takes over, with no option set', async () => {
    await account.deploy('Messaging', byParameter);
    expect(await account.deploy('Messaging', declaring())).toBe('UPDATE_COMPLETE');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });

  test('the new resource owns it', async () => {
    await account.deploy('Messaging', byParameter);
    await account.deploy('Messaging', declaring());
    await account.destroy('Messaging');
    expect(account.poolOfNumber).toBeUndefined();
  });
});
