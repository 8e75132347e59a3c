import { describe, expect, test } from '@jest/globals';
import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { CfnOptOutList, type CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import { arn, associate, cfnPool, phoneNumber, synthesis, twoStacks } from './fixtures';

type Settings = Partial<Pick<CfnPool, 'optOutListName' | 'selfManagedOptOutsEnabled' | 'twoWay'>>;

/** The synthesis of an app whose number and pool, in stacks of their own, have these settings. */
function synthesisWith(ofNumber: (stack: Stack) => Settings, ofPool: (stack: Stack) => Settings): () => unknown {
  const [base, stack] = twoStacks();
  const [number, pool] = [phoneNumber(stack), cfnPool(base)];
  Object.assign(number, ofNumber(stack));
  Object.assign(pool, ofPool(base));
  associate(stack, 'Association', { pool, originationIdentity: OriginationIdentity.phoneNumber(number) });
  return synthesis(stack);
}

const list = (optOutListName: string) => (): Settings => ({ optOutListName });
const channel = (name: string) => (): Settings => ({
  twoWay: { enabled: true, channelArn: `arn:aws:sns:us-east-1:111122223333:${name}` },
});

type Case = readonly [string, (stack: Stack) => Settings, (stack: Stack) => Settings];

describe('a number and a pool of the app that state different settings are refused', () => {
  test.each<readonly [...Case, string]>([
    [
      'opt-out lists',
      list('Alerts'),
      list('Marketing'),
      "but optOutListName is 'Alerts' on the number and 'Marketing' on the pool",
    ],
    [
      'opt-out lists of the app',
      (stack) => ({ optOutListName: new CfnOptOutList(stack, 'Alerts').ref }),
      (stack) => ({ optOutListName: new CfnOptOutList(stack, 'Marketing').ref }),
      "but optOutListName is 'Stack/Alerts' on the number and 'Base/Marketing' on the pool",
    ],
    [
      'self-managed opt-outs',
      () => ({ selfManagedOptOutsEnabled: false }),
      () => ({ selfManagedOptOutsEnabled: true }),
      'but selfManagedOptOutsEnabled is false on the number and true on the pool',
    ],
    [
      'two-way messages',
      () => ({ twoWay: { enabled: false } }),
      () => ({ twoWay: { enabled: true } }),
      'but twoWay.enabled is false on the number and true on the pool',
    ],
    [
      'channels of two-way messages',
      channel('one'),
      channel('other'),
      "but twoWay.channelArn is 'arn:aws:sns:us-east-1:111122223333:one' on the number and",
    ],
  ])('%s', (_, ofNumber, ofPool, message) => {
    expect(synthesisWith(ofNumber, ofPool)).toThrow(
      `'Stack/Association' puts 'Stack/Number' into pool 'Base/Pool', ${message}`,
    );
  });
});

describe('a number and a pool of the app pass', () => {
  const all = (): Settings => ({ ...list('Alerts')(), ...channel('topic')(), selfManagedOptOutsEnabled: true });

  test.each<Case>([
    ['if they state the same settings', all, all],
    ['if one of them states nothing', () => ({}), all],
    ['if they name one list by its name and by its ARN', list('Alerts'), list(arn('opt-out-list/Alerts'))],
    [
      'if they name one list by its name and as a resource',
      list('Alerts'),
      (stack) => ({ optOutListName: new CfnOptOutList(stack, 'List', { optOutListName: 'Alerts' }).ref }),
    ],
    [
      'if the value of one is known in the deployment only',
      list('Alerts'),
      (stack) => ({ optOutListName: new CfnParameter(stack, 'List').valueAsString }),
    ],
  ])('%s', (_, ofNumber, ofPool) => {
    expect(synthesisWith(ofNumber, ofPool)).not.toThrow();
  });
});
