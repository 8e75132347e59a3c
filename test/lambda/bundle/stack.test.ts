import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createEvent, inventedId, LOGICAL_ID } from '../harness/event';
import { bundleHarness, type Harness } from '../harness';

// The stories that need CloudFormation, told to the shipped bundle: it reads the stack over HTTP.

const asNew = { logicalId: `${LOGICAL_ID}New` };

let harness: Harness;
beforeEach(async () => {
  harness = await bundleHarness();
  harness.service.associate(harness.pool, harness.service.requestPhoneNumber());
});
afterEach(() => harness.close());

test('a changed logical id takes the association over, and the Delete of the old one leaves it', async () => {
  await harness.create();
  harness.stacks.api.settings.pageSize = 1;
  expect(await harness.create(harness.properties(), asNew)).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: harness.owned,
  });
  expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.poolsOf()).toEqual([harness.pool.id]);
});

test('an adopted association is taken out after a deployment with TakeOwnership', async () => {
  harness.service.associate(harness.pool, harness.number);
  const adopting = harness.adopting();
  const owning = { ...adopting, TakeOwnership: 'true' };
  const { PhysicalResourceId: id } = await harness.create(adopting);
  await harness.update(owning, { id: id, from: adopting });
  expect(await harness.delete(owning, { id: id })).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  expect(harness.poolsOf()).toEqual([]);
});

test('a Create that CloudFormation has cancelled stops', async () => {
  harness.service.faults.add({ kind: 'throttle', operation: /^Associate/, until: Date.now() + 60_000 });
  const { Reason } = await harness.sendWhile(createEvent(harness.properties()), async () => {
    // The URL's date has whole seconds, so only a later second is surely after the request.
    await harness.wait(1_000);
    harness.stacks.showResource({ status: 'CREATE_FAILED', physicalId: inventedId() });
  });
  expect(Reason).toContain('CloudFormation no longer waits for this Create');
  expect(harness.poolsOf()).toEqual([]);
}, 15_000);

test('a Delete takes the association out though access to the stack is denied', async () => {
  await harness.create();
  harness.stacks.api.settings.denied = true;
  expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.poolsOf()).toEqual([]);
  expect(harness.warnings).toHaveLength(1);
});
