import { describe, expect, test } from '@jest/globals';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, OriginationIdentityAssociation } from 'cdk-sms-pool-association';
import type { PoolUpdate } from '../../cloudformation';
import { withRandomness } from '../../randomness';
import { ACCOUNT, IDENTITIES, REGION } from '../account';
import { templateOfStack, type Template } from '../app';
import { Simulation } from '../simulation';

const [listed, second, associated] = IDENTITIES;
const arnOf = (id: string): string => `arn:aws:sms-voice:${REGION}:${ACCOUNT}:phone-number/${id}`;

/** An app with a pool that it lists numbers of, and one number that it associates. */
function template(numbers: readonly string[]): Template {
  return templateOfStack((stack) => {
    const mandatoryKeywords = { help: { message: 'help' }, stop: { message: 'stop' } };
    const pool = new CfnPool(stack, 'Pool', { mandatoryKeywords, originationIdentities: numbers.map(arnOf) });
    new OriginationIdentityAssociation(stack, 'Line', {
      pool,
      originationIdentity: OriginationIdentity.fromPhoneNumberId(associated.id, associated.country),
    });
  });
}

function openPool(poolUpdate: PoolUpdate) {
  const settings = { statusDelayMilliseconds: 3_000 };
  const simulation = new Simulation({ settings, anchors: true, poolUpdate, steps: [] });
  const { clock, cloudFormation, service } = simulation;
  return {
    deploy: (numbers: readonly string[], fails = false) =>
      clock.run(async () => {
        const source = template(numbers);
        const canary = { Type: 'AWS::SNS::Topic', DependsOn: ['Pool'] };
        const Resources = { ...source.Resources, ...(fails ? { Canary: canary } : {}) };
        const failAt = { logicalId: 'Canary', after: 10_000 };
        const result = await cloudFormation.deploy('Stack', { ...source, Resources }, fails ? { failAt } : {});
        await simulation.settle();
        return result;
      }),
    destroy: () => clock.run(() => cloudFormation.destroy('Stack')),
    contents: () => service.contents(cloudFormation.stack('Stack')?.resources.get('Pool')?.physicalId ?? ''),
  };
}

describe.each<PoolUpdate>(['evicts others', 'difference of templates'])(
  'an association with a pool of the stack, whose updates do this: %s',
  (poolUpdate) => {
    test('is in place after the pool changes, and leaves the pool with the stack', () =>
      withRandomness(async () => {
        const pool = openPool(poolUpdate);
        await pool.deploy([listed.id]);
        expect((await pool.deploy([listed.id, second.id])).status).toBe('UPDATE_COMPLETE');
        expect(pool.contents()).toEqual([listed.id, second.id, associated.id]);
        expect((await pool.destroy()).status).toBe('DELETE_COMPLETE');
      }));

    test('is in place after the change of the pool is rolled back', () =>
      withRandomness(async () => {
        const pool = openPool(poolUpdate);
        await pool.deploy([listed.id]);
        expect((await pool.deploy([listed.id, second.id], true)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
        expect(pool.contents()).toEqual([listed.id, associated.id]);
      }));
  },
);
