import { beforeEach, describe, expect, test } from '@jest/globals';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { nothing, RecipeAccount } from './account';
import { addPipeline } from './pipeline';

let account: RecipeAccount;

beforeEach(() => {
  account = new RecipeAccount();
});

describe('cdk deploy --no-rollback, and --express', () => {
  const FAILING = {
    failAt: { logicalId: 'Canary', reason: 'refused', after: 60_000 },
    onFailure: 'DO_NOTHING',
  } as const;

  /** A move to the other pool in a deployment that fails elsewhere, and is not rolled back. */
  const failedMove = async (): Promise<void> => {
    await account.deploy('Messaging', account.declaring());
    const moving = (stack: Stack): void => {
      account.declaring({}, account.otherPool.id)(stack);
      new CfnTopic(stack, 'Canary');
    };
    expect(await account.deploy('Messaging', moving, FAILING)).toBe('UPDATE_FAILED');
    expect(account.poolOfNumber).toBe(account.otherPool.id);
  };

  test('cdk rollback afterwards restores', async () => {
    await failedMove();
    expect(await account.rollBack('Messaging')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });

  test('cdk rollback --orphan leaves the association as it is', async () => {
    await failedMove();
    const orphans = [account.associationOf('Messaging')];
    expect(await account.rollBack('Messaging', orphans)).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(account.poolOfNumber).toBe(account.otherPool.id);
  });

  test('after that, another revision associates what is in no pool, and fails for what is in another one', async () => {
    await failedMove();
    await account.rollBack('Messaging', [account.associationOf('Messaging')]);
    expect(await account.deploy('Messaging', account.declaring({ revision: '2' }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    account.disassociateByHand(account.otherPool);
    expect(await account.deploy('Messaging', account.declaring({ revision: '2' }))).toBe('UPDATE_COMPLETE');
    expect(account.poolOfNumber).toBe(account.pool.id);
  });
});

test('cdk orphan: what it leaves in the pool, another stack takes over', async () => {
  await account.deploy('Messaging', account.declaring());
  // As the command does: Retain, then out of the template.
  await account.deploy('Messaging', account.declaring({ removalPolicy: RemovalPolicy.RETAIN, revision: 'orphan' }));
  await account.deploy('Messaging', nothing);
  expect(account.poolOfNumber).toBe(account.pool.id);
  await account.deploy('Other', account.declaring({ adoptExisting: true }));
  await account.deploy('Other', account.declaring({ takeOwnership: true }));
  await account.destroy('Other');
  expect(account.poolOfNumber).toBeUndefined();
});

test('CDK Pipelines publish the code of the function, and deploy the stack', () => {
  const app = new App({ builtinCloudFormationValidation: false });
  const pipelines = addPipeline(app, (stage) => {
    account.declare(new Stack(stage, 'Messaging'));
  });
  const [definition] = Object.values(Template.fromStack(pipelines).findResources('AWS::CodePipeline::Pipeline'));
  const properties: unknown = definition?.Properties;
  expect(properties).toMatchObject({
    Stages: ['Source', 'Build', 'UpdatePipeline', 'Assets', 'Prod'].map((Name) => ({ Name })),
  });
});
