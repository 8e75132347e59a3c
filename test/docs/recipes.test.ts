import { beforeEach, describe, expect, test } from '@jest/globals';
import { CfnParameter, type CfnTag, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
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

describe('the first example of the README', () => {
  /** What the README has, but for the settings of the numbers; `tags` are what changes on the pool. */
  const example =
    (tags: CfnTag[] = []) =>
    (stack: Stack): void => {
      const settings = {
        isoCountryCode: 'GB',
        numberType: 'LONG_CODE',
        numberCapabilities: ['SMS'],
        mandatoryKeywords,
      };
      const first = new CfnPhoneNumber(stack, 'FirstNumber', settings);
      const second = new CfnPhoneNumber(stack, 'SecondNumber', settings);
      const acme = new CfnSenderId(stack, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
      const pool = new CfnPool(stack, 'Pool', {
        originationIdentities: [first.attrArn],
        mandatoryKeywords,
        ...(tags.length === 0 ? {} : { tags }),
      });
      const identities = [OriginationIdentity.phoneNumber(second), OriginationIdentity.senderId(acme)];
      identities.forEach((originationIdentity, index) => {
        new OriginationIdentityAssociation(stack, `InPool${index}`, { pool, originationIdentity });
      });
    };

  test('puts all three into the pool', async () => {
    expect(await account.deploy('Messaging', example())).toBe('CREATE_COMPLETE');
    expect(account.membersOf('Messaging', 'Pool')).toBe(3);
  });

  test('repairs what an update of the pool evicts', async () => {
    await account.deploy('Messaging', example());
    expect(await account.deploy('Messaging', example([{ key: 'team', value: 'sms' }]))).toBe('UPDATE_COMPLETE');
    expect(account.membersOf('Messaging', 'Pool')).toBe(3);
  });

  test('goes as a whole', async () => {
    await account.deploy('Messaging', example());
    expect(await account.destroy('Messaging')).toBe('DELETE_COMPLETE');
  });
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

  test('a roll-back of the step that takes ownership leaves it', async () => {
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
