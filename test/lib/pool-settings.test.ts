import { describe, expect, test } from '@jest/globals';
import { CfnParameter } from 'aws-cdk-lib';
import { CfnOptOutList, type CfnPhoneNumber, type CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import { arn, associate, cfnPool, phoneNumber, synthesis, twoStacks } from './fixtures';

type Settings = (number: CfnPhoneNumber, pool: CfnPool) => unknown;

/** The synthesis of an app whose number and pool have these settings. */
function synthesisWith(settings: Settings): () => unknown {
  const [base, stack] = twoStacks();
  const [number, pool] = [phoneNumber(stack), cfnPool(base)];
  settings(number, pool);
  associate(stack, 'Association', { pool, originationIdentity: OriginationIdentity.phoneNumber(number) });
  return synthesis(stack);
}

describe('a number and a pool of the app that state different settings are refused', () => {
  test.each<[string, Settings, string]>([
    [
      'opt-out lists',
      (number, pool) => {
        number.optOutListName = 'Alerts';
        pool.optOutListName = 'Marketing';
      },
      "but optOutListName is 'Alerts' on the number and 'Marketing' on the pool",
    ],
    [
      'opt-out lists of the app',
      (number, pool) => {
        number.optOutListName = new CfnOptOutList(number.stack, 'Alerts').ref;
        pool.optOutListName = new CfnOptOutList(pool.stack, 'Marketing').ref;
      },
      "but optOutListName is 'Stack/Alerts' on the number and 'Base/Marketing' on the pool",
    ],
    [
      'self-managed opt-outs',
      (number, pool) => {
        number.selfManagedOptOutsEnabled = false;
        pool.selfManagedOptOutsEnabled = true;
      },
      'but selfManagedOptOutsEnabled is false on the number and true on the pool',
    ],
    [
      'two-way messages',
      (number, pool) => {
        number.twoWay = { enabled: false };
        pool.twoWay = { enabled: true };
      },
      'but twoWay.enabled is false on the number and true on the pool',
    ],
    [
      'channels of two-way messages',
      (number, pool) => {
        number.twoWay = { enabled: true, channelArn: 'arn:aws:sns:us-east-1:111122223333:one' };
        pool.twoWay = { enabled: true, channelArn: 'arn:aws:sns:us-east-1:111122223333:other' };
      },
      "but twoWay.channelArn is 'arn:aws:sns:us-east-1:111122223333:one' on the number and",
    ],
  ])('%s', (_, settings, message) => {
    expect(synthesisWith(settings)).toThrow(
      `'Stack/Association' puts 'Stack/Number' into pool 'Base/Pool', ${message}`,
    );
  });
});

describe('a number and a pool of the app pass', () => {
  test.each<[string, Settings]>([
    [
      'if they state the same settings',
      (...both) => {
        for (const resource of both) {
          resource.optOutListName = 'Alerts';
          resource.selfManagedOptOutsEnabled = true;
          resource.twoWay = { enabled: true, channelArn: 'arn:aws:sns:us-east-1:111122223333:topic' };
        }
      },
    ],
    [
      'if one of them states nothing',
      (_, pool) => {
        pool.optOutListName = 'Alerts';
        pool.selfManagedOptOutsEnabled = true;
        pool.twoWay = { enabled: true };
      },
    ],
    [
      'if they name one list by its name and by its ARN',
      (number, pool) => {
        number.optOutListName = 'Alerts';
        pool.optOutListName = arn('opt-out-list/Alerts');
      },
    ],
    [
      'if they name one list by its name and as a resource',
      (number, pool) => {
        number.optOutListName = 'Alerts';
        pool.optOutListName = new CfnOptOutList(pool.stack, 'List', { optOutListName: 'Alerts' }).ref;
      },
    ],
    [
      'if the value of one is known in the deployment only',
      (number, pool) => {
        number.optOutListName = 'Alerts';
        pool.optOutListName = new CfnParameter(pool.stack, 'List').valueAsString;
      },
    ],
  ])('%s', (_, settings) => {
    expect(synthesisWith(settings)).not.toThrow();
  });
});
