import { beforeEach, describe, expect, test } from '@jest/globals';
import { deleteAssociation } from '../../lambda/delete';
import { VirtualClock } from '../virtual-clock';
import { NUMBER, numberIn } from './declared';
import { scriptedRun } from './scripted-run';
import { at, type Script, ScriptedService, success } from './scripted-service';

const properties = numberIn('pool-01');
const INVENTED = 'shop-Association-1A2B3C4D5E6F7';
const script: Script = {
  associate: [success()],
  disassociate: [success()],
  places: [at('here', 'ACTIVE'), at('nowhere', 'ACTIVE')],
};

let clock: VirtualClock;
beforeEach(() => {
  clock = new VirtualClock();
});

function deleting(physicalResourceId: string, changed = {}) {
  const service = new ScriptedService(clock, script);
  const run = scriptedRun(service, { type: 'Delete', physicalResourceId, properties });
  const request = { ...run.request, properties: { ...properties, ...changed } };
  return {
    result: clock.run(() => deleteAssociation(request, service)),
    changes: () => service.calls.filter((call) => call !== 'read'),
  };
}

describe('a delete', () => {
  test.each([
    [NUMBER, ['disassociate 0']],
    [INVENTED, ['associate 0', 'disassociate 0']],
    [`adopted:${NUMBER}`, []],
    ['failed:request-1', []],
  ])('of %j changes no more than the stack made', async (physicalResourceId, changes) => {
    const deleted = deleting(physicalResourceId);
    expect(await deleted.result).toEqual({ status: 'SUCCESS', physicalResourceId });
    expect(deleted.changes()).toEqual(changes);
  });
});

describe('a delete with bad properties', () => {
  const bad = { PoolId: 'nonsense' };

  test.each([INVENTED, `adopted:${NUMBER}`, 'failed:request-1'])(
    'of %j succeeds, since nothing can have been made of them',
    async (physicalResourceId) => {
      const deleted = deleting(physicalResourceId, bad);
      expect(await deleted.result).toEqual({ status: 'SUCCESS', physicalResourceId });
      expect(deleted.changes()).toEqual([]);
    },
  );

  test.each([NUMBER, 'shop-Another-1A2B3C4D5E6F7', 'shop-adopted:1', 'shop-failed:1'])(
    'of %j fails, since they are not what it was made of',
    async (physicalResourceId) => {
      await expect(deleting(physicalResourceId, bad).result).rejects.toThrow('PoolId: got "nonsense"');
    },
  );
});
