import { beforeEach, describe, expect, test } from '@jest/globals';
import { owned } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

// The reasons of FAILED responses, which a user reads in a stack event: the remedies that fit, the safest one first.

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const create = (declared: object = harness.properties()) => harness.create(declared);
const COMMAND = 'aws pinpoint-sms-voice-v2 disassociate-origination-identity --pool-id';

describe('an association that is in place already', () => {
  test('is refused with the likeliest remedy, the command that finds its owner, and where the rest is', async () => {
    harness.service.associate(harness.pool, harness.number);
    const { Reason } = await create();
    expect(Reason).toContain(`aws cloudformation describe-stack-resources --physical-resource-id ${harness.owned}.`);
    expect(Reason).toMatch(
      /set adoptExisting: true\. .*"Take over what exists" in docs\/operations\.md of https:\/\/github\.com\//,
    );
    expect(Reason?.length).toBeLessThan(700);
  });

  test('names the key of a sender ID for its owner', async () => {
    harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
    harness.service.associate(harness.pool, 'SHOP/GB');
    const { Reason } = await create(harness.sender());
    expect(Reason).toContain(`--physical-resource-id ${owned(`${harness.pool.id}/SHOP/GB`)}`);
  });
});

describe('an identity in another pool', () => {
  test('is refused with the pool, its owner, and the command that takes it out', async () => {
    harness.service.associate(harness.next, harness.number);
    const { Reason } = await create();
    expect(Reason).toContain(`phone number ${harness.number.id} is in pool ${harness.next.id}; expected in no pool`);
    expect(Reason).toContain(`describe-stack-resources --physical-resource-id ${harness.owned}`);
    const { id } = harness.number;
    expect(Reason).toContain(`${COMMAND} ${harness.next.id} --origination-identity ${id} --iso-country-code US;`);
    expect(Reason).toContain('PHONE_NUMBER_ASSOCIATED_TO_POOL');
  });

  test('has no country in that command if it is an RCS agent without one', async () => {
    const agent = harness.service.createRcsAgent();
    harness.service.associate(harness.next, agent);
    const { Reason } = await create({ PoolId: harness.pool.id, OriginationIdentity: agent.id });
    expect(Reason).toContain(`${COMMAND} ${harness.next.id} --origination-identity ${agent.id};`);
  });
});

describe('a mismatch names the field, the value of the pool and that of the identity', () => {
  const pools = {
    optOut: { optOutListName: 'Marketing' },
    twoWay: { twoWayEnabled: true, twoWayChannelArn: 'arn:aws:sns:us-east-1:111122223333:replies' },
    selfManaged: { selfManagedOptOutsEnabled: true },
    messageType: { messageType: 'PROMOTIONAL' as const },
  };

  test.each([
    [
      'OPT_OUT_LIST_MISMATCH',
      pools.optOut,
      'OptOutListName is "Marketing" in the pool and "Default" in the phone number',
    ],
    ['TWO_WAY_CONFIG_MISMATCH', pools.twoWay, 'TwoWayEnabled is true in the pool and false in the phone number'],
    [
      'SELF_MANAGED_OPT_OUTS_MISMATCH',
      pools.selfManaged,
      'SelfManagedOptOutsEnabled is true in the pool and false in the phone number',
    ],
    [
      'MESSAGE_TYPE_MISMATCH',
      pools.messageType,
      'MessageType is "PROMOTIONAL" in the pool and "TRANSACTIONAL" in the phone number',
    ],
  ])('for %s of a phone number', async (reason, options, expected) => {
    const { Reason } = await create(harness.properties(harness.service.createPool(options)));
    expect(Reason).toContain(reason);
    expect(Reason).toContain(expected);
    expect(Reason).toContain(
      reason === 'MESSAGE_TYPE_MISMATCH'
        ? 'A message type never changes: use a pool, or an identity, with the other one.'
        : "A phone number's settings can only be changed while it is in no pool",
    );
    expect(harness.calls('Associate')).toHaveLength(1);
  });

  test('for an RCS agent', async () => {
    const agent = harness.service.createRcsAgent();
    const pool = harness.service.createPool(pools.optOut);
    const { Reason } = await create({ PoolId: pool.id, OriginationIdentity: agent.id });
    expect(Reason).toContain('OptOutListName is "Marketing" in the pool and "Default" in the RCS agent');
  });

  test('for a sender ID', async () => {
    harness.service.requestSenderId({ id: 'SHOP', country: 'GB', messageTypes: ['TRANSACTIONAL'] });
    const pool = harness.service.createPool(pools.messageType);
    const { Reason } = await create({ PoolId: pool.id, OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });
    expect(Reason).toContain('MessageType is "PROMOTIONAL" in the pool and ["TRANSACTIONAL"] in the sender ID');
  });

  test.each(['KEYWORD_MISMATCH', 'NUMBER_CAPABILITIES_MISMATCH'])('only by its reason for %s', async (Reason) => {
    const kind = { name: 'ConflictException', fields: { Reason } };
    harness.service.faults.add({ kind, operation: /^Associate/ });
    expect((await create()).Reason).toContain(`make the setting that ${Reason} names the same in both`);
  });

  test('only by its reason if the settings can not be read', async () => {
    harness.service.faults.add({ kind: 'access-denied', operation: /^Describe/, times: 1_000 });
    const { Reason } = await create(harness.properties(harness.service.createPool(pools.optOut)));
    expect(Reason).toContain("Waiting can't help: make the setting that OPT_OUT_LIST_MISMATCH names the same in both");
  });
});

describe('a number that is not ACTIVE names its status and where to look', () => {
  test('PENDING to the end', async () => {
    const pending = harness.service.requestPhoneNumber({ pendingMilliseconds: Infinity });
    const { Reason } = await create(harness.properties(harness.pool, pending));
    expect(Reason).toContain(`The status of ${pending.id} is PENDING: its registration is not complete`);
    expect(Reason).toContain('describe-registrations');
  });

  test('another status to the end', async () => {
    harness.service.settings.statusDelayMilliseconds = 3_600_000;
    await create();
    const { Reason } = await harness.create(harness.properties(), { logicalId: 'Other' });
    expect(Reason).toContain(`The status of ${harness.number.id} is ASSOCIATING; expected ACTIVE`);
  });

  test.each([
    ['REGISTRATION_NOT_COMPLETE', 'Its registration is not complete: look at describe-registrations'],
    ['RESOURCE_MODIFICATION_NOT_ALLOWED', 'look at its status and its registration in the console'],
  ])('for %s', async (Reason, expected) => {
    const kind = { name: 'ConflictException', fields: { Reason } };
    harness.service.faults.add({ kind, operation: /^Associate/, times: 100_000 });
    expect((await create()).Reason).toContain(expected);
  });
});

describe("the pool's last phone number", () => {
  let lonely: { readonly id: string };
  beforeEach(async () => {
    lonely = harness.service.createPool();
    await create(properties());
  });
  const properties = () => harness.properties(lonely);

  test('in a move names remedies that help a move', async () => {
    const { Reason } = await harness.update(harness.properties(), { from: properties() });
    expect(Reason).toContain(`is the last phone number of pool ${lonely.id}`);
    expect(Reason).toMatch(new RegExp(`put another number into ${lonely.id} first.*or delete that pool`));
    expect(Reason).not.toMatch(/keepLastPhoneNumber/i);
  });

  test('in a Delete names the remedies, the safest one first', async () => {
    const { Reason } = await harness.delete(properties());
    expect(Reason).toMatch(
      /Put another number into the pool first.*keepLastPhoneNumber: true.*RETAIN.*delete the pool/,
    );
  });
});

describe('a refusal of the service', () => {
  test.each([
    ['ResourceNotFoundException', 'name a resource that another account shares by its full ARN'],
    ['ServiceQuotaExceededException', 'have the quota raised in Service Quotas'],
    ['ValidationException', 'Correct the property that the message names.'],
  ])('%s ends with a remedy', async (name, expected) => {
    harness.service.faults.add({ kind: { name }, operation: /^Associate/ });
    const { Reason } = await create();
    expect(Reason).toContain(expected);
    expect(Reason).toMatch(/ Then deploy again\.$/);
  });

  test('of a Disassociate fails the Delete', async () => {
    await create();
    harness.service.faults.add({ kind: { name: 'ValidationException', message: 'no' }, operation: /^Disassociate/ });
    const response = await harness.delete();
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('the service refused with ValidationException: no');
  });
});
