import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, deleteEvent, updateEvent } from '../harness/event';
import { virtualStage } from '../harness/stage';

// The reasons of FAILED responses, which a user reads in a stack event: the remedies that fit, the safest one first.

const stage = virtualStage();
const create = (declared: object = stage.properties()) => stage.rig.send(createEvent(declared));
const COMMAND = 'aws pinpoint-sms-voice-v2 disassociate-origination-identity --pool-id';

describe('an association that is in place already', () => {
  test('is refused with the command that finds its owner, and what removing the other declaration does', async () => {
    stage.rig.service.associate(stage.pool, stage.number);
    const { Reason } = await create();
    expect(Reason).toContain(`aws cloudformation describe-stack-resources --physical-resource-id ${stage.number.id}`);
    expect(Reason).toMatch(/adoptExisting: true.*takeOwnership: true.*RemovalPolicy\.RETAIN/);
    expect(Reason).toContain('without RETAIN its removal takes the identity out of the pool');
  });

  test('names the key of a sender ID for its owner', async () => {
    stage.rig.service.requestSenderId({ id: 'SHOP', country: 'GB' });
    stage.rig.service.associate(stage.pool, 'SHOP/GB');
    const { Reason } = await create({ PoolId: stage.pool.id, OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });
    expect(Reason).toContain(`--physical-resource-id ${stage.pool.id}/SHOP/GB`);
  });
});

describe('an identity in another pool', () => {
  test('is refused with the pool, its owner, and the command that takes it out', async () => {
    stage.rig.service.associate(stage.next, stage.number);
    const { Reason } = await create();
    expect(Reason).toContain(`phone number ${stage.number.id} is in pool ${stage.next.id}; expected in no pool`);
    expect(Reason).toContain(`describe-stack-resources --physical-resource-id ${stage.number.id}`);
    const { id } = stage.number;
    expect(Reason).toContain(`${COMMAND} ${stage.next.id} --origination-identity ${id} --iso-country-code US;`);
    expect(Reason).toContain('PHONE_NUMBER_ASSOCIATED_TO_POOL');
  });

  test('has no country in that command if it is an RCS agent without one', async () => {
    const agent = stage.rig.service.createRcsAgent();
    stage.rig.service.associate(stage.next, agent);
    const { Reason } = await create({ PoolId: stage.pool.id, OriginationIdentity: agent.id });
    expect(Reason).toContain(`${COMMAND} ${stage.next.id} --origination-identity ${agent.id};`);
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
    const { Reason } = await create(stage.properties(stage.rig.service.createPool(options)));
    expect(Reason).toContain(reason);
    expect(Reason).toContain(expected);
    expect(Reason).toContain("A phone number's settings can only be changed while it is in no pool");
    expect(stage.rig.calls('Associate')).toHaveLength(1);
  });

  test('for an RCS agent', async () => {
    const agent = stage.rig.service.createRcsAgent();
    const pool = stage.rig.service.createPool(pools.optOut);
    const { Reason } = await create({ PoolId: pool.id, OriginationIdentity: agent.id });
    expect(Reason).toContain('OptOutListName is "Marketing" in the pool and "Default" in the RCS agent');
  });

  test('for a sender ID', async () => {
    stage.rig.service.requestSenderId({ id: 'SHOP', country: 'GB', messageTypes: ['TRANSACTIONAL'] });
    const pool = stage.rig.service.createPool(pools.messageType);
    const { Reason } = await create({ PoolId: pool.id, OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });
    expect(Reason).toContain('MessageType is "PROMOTIONAL" in the pool and ["TRANSACTIONAL"] in the sender ID');
  });

  test.each(['KEYWORD_MISMATCH', 'NUMBER_CAPABILITIES_MISMATCH'])('only by its reason for %s', async (Reason) => {
    const kind = { name: 'ConflictException', fields: { Reason } };
    stage.rig.service.faults.add({ kind, operation: /^Associate/ });
    expect((await create()).Reason).toContain(`make the setting that ${Reason} names the same in both`);
  });

  test('only by its reason if the settings can not be read', async () => {
    stage.rig.service.faults.add({ kind: 'access-denied', operation: /^Describe/, times: 1_000 });
    const { Reason } = await create(stage.properties(stage.rig.service.createPool(pools.optOut)));
    expect(Reason).toContain("Waiting can't help: make the setting that OPT_OUT_LIST_MISMATCH names the same in both");
  });
});

describe('a number that is not ACTIVE names its status and where to look', () => {
  test('PENDING to the end', async () => {
    const pending = stage.rig.service.requestPhoneNumber({ pendingMilliseconds: Infinity });
    const { Reason } = await create({ ...stage.properties(), OriginationIdentity: pending.id });
    expect(Reason).toContain(`The status of ${pending.id} is PENDING: its registration is not complete`);
    expect(Reason).toContain('describe-registrations');
  });

  test('another status to the end', async () => {
    stage.rig.service.settings.statusDelayMilliseconds = 3_600_000;
    await create();
    const { Reason } = await stage.rig.send(createEvent(stage.properties(), { logicalId: 'Other' }));
    expect(Reason).toContain(`The status of ${stage.number.id} is ASSOCIATING; expected ACTIVE`);
  });

  test.each([
    ['REGISTRATION_NOT_COMPLETE', 'Its registration is not complete: look at describe-registrations'],
    ['RESOURCE_MODIFICATION_NOT_ALLOWED', 'look at its status and its registration in the console'],
  ])('for %s', async (Reason, expected) => {
    const kind = { name: 'ConflictException', fields: { Reason } };
    stage.rig.service.faults.add({ kind, operation: /^Associate/, times: 100_000 });
    expect((await create()).Reason).toContain(expected);
  });
});

describe("the pool's last phone number", () => {
  let lonely: { readonly id: string };
  beforeEach(async () => {
    lonely = stage.rig.service.createPool();
    await create({ ...stage.properties(), PoolId: lonely.id });
  });
  const properties = () => ({ ...stage.properties(), PoolId: lonely.id });

  test('in a move names remedies that help a move', async () => {
    const { Reason } = await stage.rig.send(updateEvent(stage.number.id, stage.properties(), properties()));
    expect(Reason).toContain(`is the last phone number of pool ${lonely.id}`);
    expect(Reason).toMatch(new RegExp(`put another number into ${lonely.id} first.*or delete that pool`));
    expect(Reason).not.toMatch(/keepLastPhoneNumber/i);
  });

  test('in a Delete names the remedies, the safest one first', async () => {
    const { Reason } = await stage.rig.send(deleteEvent(stage.number.id, properties()));
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
    stage.rig.service.faults.add({ kind: { name }, operation: /^Associate/ });
    const { Reason } = await create();
    expect(Reason).toContain(expected);
    expect(Reason).toMatch(/ Then deploy again\.$/);
  });

  test('of a Disassociate fails the Delete', async () => {
    await create();
    stage.rig.service.faults.add({ kind: { name: 'ValidationException', message: 'no' }, operation: /^Disassociate/ });
    const response = await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
    expect(response.Reason).toContain('the service refused with ValidationException: no');
  });
});
