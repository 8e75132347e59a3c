import { beforeEach, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { checkEntry, checkEvent } from '../harness/check-event';
import { type Harness, virtualHarness } from '../harness';

let harness: Harness;
let pool: Pool;
let number: PhoneNumber;

beforeEach(() => {
  harness = virtualHarness();
  ({ pool, number } = harness);
  harness.stacks.showStack('UPDATE_COMPLETE');
});

const check = () => harness.check(checkEvent([checkEntry(pool, number)]));

const STATUSES = {
  checked: [
    'CREATE_COMPLETE',
    'CREATE_FAILED',
    'DELETE_FAILED',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_COMPLETE',
    'IMPORT_ROLLBACK_FAILED',
    'ROLLBACK_COMPLETE',
    'ROLLBACK_FAILED',
    'UPDATE_COMPLETE',
    'UPDATE_FAILED',
    'UPDATE_ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
    'A_STATUS_THAT_COMES_LATER',
  ],
  skipped: [
    'CREATE_IN_PROGRESS',
    'DELETE_COMPLETE',
    'DELETE_IN_PROGRESS',
    'IMPORT_IN_PROGRESS',
    'IMPORT_ROLLBACK_IN_PROGRESS',
    'REVIEW_IN_PROGRESS',
    'ROLLBACK_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_IN_PROGRESS',
  ],
};

test.each(STATUSES.checked)('a check of a stack in %s finds what is missing', async (status) => {
  harness.stacks.showStack(status);
  expect(await check()).toMatchObject({ status: 'checked', drifted: [{ found: 'nowhere' }] });
  expect(harness.metrics).toMatchObject([{ Drifted: 1, Repaired: 0, Pending: 0 }]);
});

test.each(STATUSES.skipped)('a check of a stack in %s is skipped: nothing is read, said or counted', async (status) => {
  harness.stacks.showStack(status);
  expect(await check()).toEqual({
    status: 'skipped',
    associations: 1,
    drifted: [],
    pending: [],
  });
  expect(harness.service.calls).toEqual([]);
  expect([...harness.warnings, ...harness.metrics]).toEqual([]);
});

test('a check is skipped when a deployment begins while it reads, since that moves identities', async () => {
  harness.service.faults.add({ kind: 'latency', operation: /^Describe/, milliseconds: 5_000 });
  const [result] = await harness.run(() =>
    Promise.all([
      harness.deliverRaw(checkEvent([checkEntry(pool, number)]), harness.context()),
      harness
        .until(() => harness.calls('Describe').length > 0)
        .then(() => {
          harness.stacks.showStack('UPDATE_IN_PROGRESS');
        }),
    ]),
  );
  expect(result).toMatchObject({ status: 'skipped', drifted: [] });
  expect([...harness.warnings, ...harness.metrics]).toEqual([]);
});
