import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ACCOUNT, createEvent, type Event, owned } from '../harness/event';
import { type Harness, harnesses } from '../harness';

describe.each(harnesses)('Create (%s)', (_name, make) => {
  let harness: Harness;

  beforeEach(async () => {
    harness = await make();
  });
  afterEach(() => harness.close());

  const failedId = (event: Event) => `failed:${String(event.RequestId)}`;

  describe('of an identity in no pool', () => {
    test('puts a phone number into its pool, and responds with its key and attributes', async () => {
      const event = createEvent(harness.properties());

      const response = await harness.send(event);

      expect(harness.poolsOf()).toEqual([harness.pool.id]);
      expect(response).toEqual({
        Status: 'SUCCESS',
        PhysicalResourceId: harness.owned,
        StackId: event.StackId,
        RequestId: event.RequestId,
        LogicalResourceId: event.LogicalResourceId,
        Data: {
          PoolId: harness.pool.id,
          PoolArn: `arn:aws:sms-voice:us-east-1:${ACCOUNT}:pool/${harness.pool.id}`,
          OriginationIdentity: harness.number.id,
          OriginationIdentityArn: `arn:aws:sms-voice:us-east-1:${ACCOUNT}:phone-number/${harness.number.id}`,
          IsoCountryCode: 'US',
        },
      });
    });

    test('costs one request of each of three operations, and none of CloudFormation', async () => {
      await harness.create();
      expect(harness.service.calls.map(({ operation }) => operation).sort()).toEqual([
        'AssociateOriginationIdentity',
        'DescribePhoneNumbers',
        'ListPoolOriginationIdentities',
      ]);
      expect(harness.stacks.api.calls).toEqual([]);
    });

    test('names a sender ID by pool, name and country', async () => {
      const senderId = harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      const response = await harness.create(harness.sender());
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(`${harness.pool.id}/SHOP/GB`) });
      expect(response.Data).toMatchObject({ OriginationIdentityArn: senderId.arn, IsoCountryCode: 'GB' });
      expect(harness.poolsOf('SHOP/GB')).toEqual([harness.pool.id]);
    });

    test("takes a sender ID's country from its ARN", async () => {
      const senderId = harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      const response = await harness.create({ PoolId: harness.pool.arn, OriginationIdentity: senderId.arn });
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(`${harness.pool.id}/SHOP/GB`) });
      expect(harness.calls('Associate')[0]?.input).toMatchObject({ IsoCountryCode: 'GB' });
    });

    test('sends no country for an RCS agent, and responds with an empty one', async () => {
      const agent = harness.service.createRcsAgent();
      const response = await harness.create({ PoolId: harness.pool.id, OriginationIdentity: agent.id });
      const PhysicalResourceId = owned(agent.id);
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId, Data: { IsoCountryCode: '' } });
      expect(harness.calls('Associate')[0]?.input).not.toHaveProperty('IsoCountryCode');
    });

    test("sends another account's ARNs as they are, and has its account in the key", async () => {
      const shared = harness.service.createPool({ accountId: '444455556666' });
      const foreign = harness.service.requestPhoneNumber({ accountId: '444455556666' });
      const response = await harness.create({
        ...harness.properties(),
        PoolId: shared.arn,
        OriginationIdentity: foreign.arn,
      });
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(`444455556666:${foreign.id}`) });
      expect(response.Data).toMatchObject({ PoolArn: shared.arn, OriginationIdentityArn: foreign.arn });
    });

    test('finds a sender ID on a later page of a full pool', async () => {
      for (let index = 0; index < 98; index += 1)
        harness.service.associate(harness.pool, harness.service.requestSenderId({ id: `S${index}`, country: 'GB' }));
      harness.service.requestSenderId({ id: 'ZLAST', country: 'GB' });
      const response = await harness.create({ ...harness.sender(), OriginationIdentity: 'ZLAST' });
      expect(response.Status).toBe('SUCCESS');
    });

    test('waits until the phone number is ACTIVE', async () => {
      harness.service.settings.statusDelayMilliseconds = 1_500;
      const response = await harness.create();
      expect(response.Status).toBe('SUCCESS');
      expect(harness.service.status(harness.number)).toBe('ACTIVE');
    });
  });

  describe('of an association that is in place', () => {
    test('fails without touching it, names the remedies, and the Delete that follows leaves it too', async () => {
      harness.service.associate(harness.pool, harness.number);
      const event = createEvent(harness.properties());

      const response = await harness.send(event);
      const cleanUp = await harness.delete(harness.properties(), { id: response.PhysicalResourceId });

      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedId(event) });
      expect(response.Reason).toContain(`phone number ${harness.number.id} is already in pool ${harness.pool.id}`);
      expect(response.Reason).toContain('adoptExisting');
      expect(cleanUp.Status).toBe('SUCCESS');
      expect(harness.poolsOf()).toEqual([harness.pool.id]);
      expect(harness.calls('Disassociate')).toHaveLength(0);
    });

    test('adopts it with AdoptExisting, and a Delete leaves it', async () => {
      harness.service.associate(harness.pool, harness.number);
      const adopting = harness.adopting();

      const response = await harness.create(adopting);
      await harness.delete(adopting, { id: response.PhysicalResourceId });

      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
      expect(response.Data).toMatchObject({ PoolId: harness.pool.id });
      expect(harness.poolsOf()).toEqual([harness.pool.id]);
    });

    test('owns an association that it made, even if it may adopt', async () => {
      const response = await harness.create(harness.adopting());
      expect(response.PhysicalResourceId).toBe(harness.owned);
    });

    test('fails at once for a number in another pool, naming that pool', async () => {
      const other = harness.service.createPool();
      harness.service.associate(other, harness.number);
      const event = createEvent(harness.properties());

      const response = await harness.send(event);

      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedId(event) });
      expect(response.Reason).toContain(other.id);
      expect(harness.calls('Associate')).toHaveLength(1);
      expect(harness.service.contents(other)).toEqual([harness.number.id]);
    });

    test('puts a sender ID into a second pool', async () => {
      const senderId = harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      harness.service.associate(harness.service.createPool(), senderId);
      const response = await harness.create(harness.sender());
      expect(response.Status).toBe('SUCCESS');
      expect(harness.poolsOf(senderId)).toHaveLength(2);
    });
  });

  describe('that the service refuses', () => {
    test.each([
      ['ConflictException', { Reason: 'MESSAGE_TYPE_MISMATCH' }, 'MESSAGE_TYPE_MISMATCH'],
      ['ConflictException', { Reason: 'KEYWORD_MISMATCH' }, 'KEYWORD_MISMATCH'],
      ['ConflictException', { Reason: 'A_LATER_MISMATCH' }, 'A_LATER_MISMATCH'],
      ['ResourceNotFoundException', { ResourceType: 'pool', ResourceId: 'pool-7' }, 'pool pool-7'],
      ['ServiceQuotaExceededException', { Reason: 'ORIGINATION_IDENTITIES_PER_POOL' }, 'Service Quotas'],
      [
        'ValidationException',
        { Reason: 'FIELD_VALIDATION_FAILED', Fields: [{ Name: 'IsoCountryCode', Message: 'is no country' }] },
        'IsoCountryCode: is no country',
      ],
    ])('fails at once on %s %j, with its message', async (name, fields, expected) => {
      const message = 'This is the message.';
      harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: { name, message, fields } });
      const event = createEvent(harness.properties());

      const response = await harness.send(event);

      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedId(event) });
      expect(response.Reason).toContain(expected);
      expect(response.Reason).toContain(`${name}: ${message}`);
      expect(harness.calls('Associate')).toHaveLength(1);
    });

    test('fails on a real mismatch of configuration', async () => {
      const promotional = harness.service.requestPhoneNumber({ messageType: 'PROMOTIONAL' });
      const response = await harness.create(harness.properties(harness.pool, promotional));
      expect(response.Reason).toContain('MESSAGE_TYPE_MISMATCH');
    });

    test('fails on a number that does not exist', async () => {
      const unknown = `phone-${'f'.repeat(32)}`;
      const response = await harness.create({ ...harness.properties(), OriginationIdentity: unknown });
      expect(response.Reason).toContain('ResourceNotFoundException');
    });
  });

  describe('of invalid properties', () => {
    test.each([
      [{ PoolId: undefined }, /PoolId: got nothing; expected a pool id/],
      [{ PoolId: '' }, /PoolId: got ""; expected a pool id/],
      [{ PoolId: 'phone-0123456789abcdef0123456789abcdef' }, /PoolId: got "phone-.*; expected a pool id/],
      [
        { PoolId: 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-01' },
        /PoolId: got "arn:aws.*; expected a pool/,
      ],
      [
        { PoolId: 'arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-01' },
        /PoolId: got .*; expected a pool in us-east-1, the stack's region/,
      ],
      [{ OriginationIdentity: '+12065550100' }, /OriginationIdentity: got "\+12065550100"; .*describe-phone-numbers/],
      [
        { OriginationIdentity: `pool-${'0'.repeat(32)}` },
        /OriginationIdentity: got "pool-.*; expected the id or ARN of a phone/,
      ],
      [{ OriginationIdentity: 'TWELVELETTER' }, /OriginationIdentity: got "TWELVELETTER"/],
      [{ OriginationIdentity: 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01' }, /OriginationIdentity: got/],
      [{ OriginationIdentity: 'arn:aws:sns:us-east-1:111122223333:phone-number/phone-01' }, /OriginationIdentity: got/],
      [
        { OriginationIdentity: 'arn:aws:sms-voice:eu-west-1:111122223333:phone-number/phone-01' },
        /expected an identity in us-east-1, the stack's region/,
      ],
      [{ IsoCountryCode: 'us' }, /IsoCountryCode: got "us"; expected an ISO 3166-1 alpha-2 country in capitals/],
      [{ IsoCountryCode: 'USA' }, /IsoCountryCode: got "USA"/],
      [{ IsoCountryCode: undefined }, /IsoCountryCode: got nothing; .*needs it for a phone number/],
      [
        { OriginationIdentity: 'arn:aws:sms-voice:us-east-1:111122223333:sender-id/SHOP/GB', IsoCountryCode: 'US' },
        /IsoCountryCode: got "US"; expected GB, as the sender ID's ARN says/,
      ],
      [{ AdoptExisting: 'yes' }, /AdoptExisting: got "yes"; expected true, or leave it out/],
      [{ TakeOwnership: 'yes' }, /TakeOwnership: got "yes"; expected true, or leave it out/],
      [{ KeepLastPhoneNumber: 1 }, /KeepLastPhoneNumber: got 1; expected true/],
      [{ PoolId: ['pool-01'] }, /PoolId: got \["pool-01"\]/],
    ])('fails on %j with field, value and rule, and makes no call', async (raw, expected) => {
      const event = createEvent(harness.properties(), { raw });
      const response = await harness.send(event);
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedId(event) });
      expect(response.Reason).toMatch(expected);
      expect(harness.service.calls).toHaveLength(0);
    });
  });
});
