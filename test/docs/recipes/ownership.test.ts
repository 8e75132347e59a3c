import { beforeEach, describe, expect, test } from '@jest/globals';
import { RemovalPolicies, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { nothing, RecipeAccount } from './account';

let account: RecipeAccount;

beforeEach(() => {
  account = new RecipeAccount();
});

const retained = { removalPolicy: RemovalPolicy.RETAIN, revision: 'to stack B' };

describe('hand over to another stack', () => {
  beforeEach(async () => {
    await account.deploy('A', account.declaring());
    await account.deploy('A', account.declaring(retained));
  });

  test('the number stays in the pool after each step', async () => {
    const steps: readonly (() => Promise<string>)[] = [
      () => account.deploy('B', account.declaring({ adoptExisting: true })),
      () => account.deploy('A', nothing),
      () => account.deploy('B', account.declaring({ takeOwnership: true })),
    ];
    for (const step of steps) {
      expect(await step()).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
      expect(account.poolOfNumber).toBe(account.pool.id);
    }
  });

  test('the second stack moves it and removes it afterwards', async () => {
    await account.deploy('B', account.declaring({ adoptExisting: true }));
    await account.deploy('A', nothing);
    await account.deploy('B', account.declaring({ takeOwnership: true }));
    await account.deploy('B', account.declaring({ takeOwnership: true }, account.otherPool.id));
    expect(account.poolOfNumber).toBe(account.otherPool.id);
    await account.destroy('B');
    expect(account.poolOfNumber).toBeUndefined();
  });

  test('a rollback of the step that takes ownership leaves it', async () => {
    await account.deploy('B', account.declaring({ adoptExisting: true }));
    await account.deploy('A', nothing);
    const withCanary = (stack: Stack): void => {
      account.declaring({ takeOwnership: true })(stack);
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
    expect(await account.deploy('Messaging', account.declaring({ takeOwnership: true }))).toBe('ROLLBACK_COMPLETE');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });

  test('adopted only, it outlives the stack', async () => {
    account.associateByHand();
    await account.deploy('Messaging', account.declaring({ adoptExisting: true }));
    await account.destroy('Messaging');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });

  test('adopted and owned in a later deployment, it goes with the stack', async () => {
    account.associateByHand();
    await account.deploy('Messaging', account.declaring({ adoptExisting: true }));
    expect(await account.deploy('Messaging', account.declaring({ takeOwnership: true }))).toBe('UPDATE_COMPLETE');
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
      account.declare(stack, { adoptExisting: true });
    });
    await account.deploy('Messaging', account.declaring({ takeOwnership: true }));
    expect(account.poolOfNumber).toBe(account.pool.id);
    await account.destroy('Messaging');
    expect(account.poolOfNumber).toBeUndefined();
  });
});

test('leave the library: RETAIN, then remove the construct', async () => {
  await account.deploy('Messaging', account.declaring());
  await account.deploy('Messaging', account.declaring(retained));
  await account.deploy('Messaging', nothing);
  expect(account.poolOfNumber).toBe(account.pool.id);
});

test('RemovalPolicies of the app override RETAIN, unless the type is excluded', async () => {
  const withPolicies =
    (excludeResourceTypes: string[]) =>
    (stack: Stack): void => {
      account.declaring({ removalPolicy: RemovalPolicy.RETAIN })(stack);
      RemovalPolicies.of(stack).destroy({ excludeResourceTypes });
    };
  await account.deploy('Messaging', withPolicies(['Custom::SMSVoiceOriginationIdentityAssociation']));
  await account.destroy('Messaging');
  expect(account.poolOfNumber).toBe(account.pool.id);

  await account.deploy('Again', (stack) => {
    account.declare(stack, { adoptExisting: true });
  });
  await account.deploy('Again', (stack) => {
    account.declare(stack, { takeOwnership: true, removalPolicy: RemovalPolicy.RETAIN });
    RemovalPolicies.of(stack).destroy();
  });
  await account.destroy('Again');
  expect(account.poolOfNumber).toBeUndefined();
});
