import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { createEvent, deleteEvent, inventedId, LOGICAL_ID, updateEvent } from '../harness/event';
import { bundleRig, type Rig } from '../harness/rig';

// The stories that need CloudFormation, told to the shipped bundle: it reads the stack over HTTP.

const asNew = { logicalId: `${LOGICAL_ID}New` };

let rig: Rig;
let pool: Pool;
let number: PhoneNumber;
beforeEach(async () => {
  rig = await bundleRig();
  pool = rig.service.createPool();
  rig.service.associate(pool, rig.service.requestPhoneNumber());
  number = rig.service.requestPhoneNumber();
});
afterEach(() => rig.close());
const properties = () => ({ PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' });

test('a changed logical id takes the association over, and the Delete of the old one leaves it', async () => {
  await rig.send(createEvent(properties()));
  rig.stacks.api.settings.pageSize = 1;
  expect(await rig.send(createEvent(properties(), asNew))).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: number.id,
  });
  expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
  expect(rig.service.poolsOf(number)).toEqual([pool.id]);
});

test('an adopted association is taken out after a deployment with TakeOwnership', async () => {
  rig.service.associate(pool, number);
  const adopting = { ...properties(), AdoptExisting: 'true' };
  const owning = { ...adopting, TakeOwnership: 'true' };
  const { PhysicalResourceId: id } = await rig.send(createEvent(adopting));
  await rig.send(updateEvent(id, owning, adopting));
  expect(await rig.send(deleteEvent(id, owning))).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  expect(rig.service.poolsOf(number)).toEqual([]);
});

test('a Create that CloudFormation has cancelled stops', async () => {
  rig.service.faults.add({ kind: 'throttle', operation: /^Associate/, until: Date.now() + 60_000 });
  const delivered = rig.deliver(createEvent(properties()));
  rig.stacks.showResource({ status: 'CREATE_FAILED', physicalId: inventedId() });
  await delivered;
  expect(rig.inbox.bodies.at(-1)).toContain('CloudFormation no longer waits for this Create');
  expect(rig.service.poolsOf(number)).toEqual([]);
}, 15_000);

test('a Delete takes the association out though access to the stack is denied', async () => {
  await rig.send(createEvent(properties()));
  rig.stacks.api.settings.denied = true;
  expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
  expect(rig.service.poolsOf(number)).toEqual([]);
  expect(rig.warnings).toHaveLength(1);
});
