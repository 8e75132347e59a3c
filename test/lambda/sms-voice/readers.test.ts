import { describe, expect, test } from '@jest/globals';
import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Association } from '../../../lambda/association/association';
import { identityReader, poolReader, poolStatusReader, type Reader } from '../../../lambda/sms-voice/readers';
import type { PoolMembership } from '../../../lambda/sms-voice/pool-membership';
import { declared, environment, NUMBER, numberIn } from '../harness/declared';
import { respondingClient } from '../harness/responding-client';

const arn = (resource: string, account = environment.account) => `arn:aws:sms-voice:us-east-1:${account}:${resource}`;
const AGENT = 'rcs-0123456789abcdef';

const number = declared(numberIn('pool-01'));
const agent = declared({ PoolId: 'pool-01', OriginationIdentity: AGENT });
const sender = declared({ PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });

type MakeReader = (client: PinpointSMSVoiceV2Client, association: Association) => Reader<PoolMembership>;
const read = (association: Association, bodies: object[], makeReader: MakeReader = identityReader) =>
  makeReader(respondingClient(...bodies).client, association).read(new AbortController().signal);

describe('a read', () => {
  test.each([
    ['a phone number', number, 'DescribePhoneNumbers', { PhoneNumberIds: [NUMBER] }],
    ['an RCS agent', agent, 'DescribeRcsAgents', { RcsAgentIds: [AGENT] }],
    ['a sender ID', sender, 'ListPoolOriginationIdentities', { PoolId: 'pool-01', MaxResults: 100 }],
  ])('of %s asks for that one, and its signal aborts it', async (_kind, association, operation, input) => {
    const { client, inputs, signals } = respondingClient({
      PhoneNumbers: [],
      RcsAgents: [],
      OriginationIdentities: [],
    });
    const reader = identityReader(client, association);
    const { signal } = new AbortController();

    await reader.read(signal);

    expect(reader).toMatchObject({ operation, input });
    expect(inputs).toEqual([input]);
    expect(signals).toHaveLength(1);
    expect(signals[0]).toBe(signal);
  });

  test.each([
    ['a phone number', number],
    ['an RCS agent', agent],
    ['a sender ID', sender],
  ])('of %s that the service does not find shows that it is gone', async (_kind, association) => {
    const gone = { __type: 'ResourceNotFoundException', message: 'no such thing' };
    expect(await read(association, [gone])).toEqual({ where: 'gone', attributes: {} });
  });

  test.each([
    ['a phone number', number],
    ['an RCS agent', agent],
    ['a sender ID', sender],
  ])('of %s does not take a response without its list for an empty list', async (_kind, association) => {
    await expect(read(association, [{}])).rejects.toThrow('the response has no');
  });

  test('passes any other error on', async () => {
    const error = { __type: 'ThrottlingException', message: 'slow down' };
    await expect(read(number, [error])).rejects.toThrow('slow down');
  });
});

describe('a phone number is', () => {
  test.each([
    [[], { where: 'gone' }],
    [[{ Status: 'DELETED', PoolId: 'pool-01' }], { where: 'gone' }],
    [[{ Status: 'ACTIVE' }], { where: 'nowhere', status: 'ACTIVE' }],
    [[{ Status: 'ACTIVE', PoolId: '' }], { where: 'nowhere', status: 'ACTIVE' }],
    [[{ Status: 'ACTIVE', IsoCountryCode: 'CA' }], { where: 'nowhere', status: 'ACTIVE', isoCountryCode: 'CA' }],
    [[{ Status: 'ASSOCIATING', PoolId: 'pool-01' }], { where: 'here', status: 'ASSOCIATING' }],
    [[{ Status: 'ACTIVE', PoolId: arn('pool/pool-01') }], { where: 'here', status: 'ACTIVE' }],
    [[{ PoolId: 'pool-01' }], { where: 'here' }],
    [[{ Status: 'ACTIVE', PoolId: 'pool-02' }], { where: 'elsewhere', otherPool: 'pool-02', status: 'ACTIVE' }],
  ])('as the service describes it: %j', async (PhoneNumbers, membership) => {
    expect(await read(number, [{ PhoneNumbers }])).toEqual({ attributes: {}, ...membership });
  });
});

describe('an RCS agent is', () => {
  test.each([
    [[], { where: 'gone' }],
    [[{ Status: 'DELETED', PoolId: 'pool-01' }], { where: 'gone' }],
    // Its status is that of its launch.
    [[{ Status: 'TESTING' }], { where: 'nowhere' }],
    [[{ Status: 'TESTING', PoolId: 'pool-01' }], { where: 'here' }],
    [[{ Status: 'ACTIVE', PoolId: 'pool-02' }], { where: 'elsewhere', otherPool: 'pool-02' }],
  ])('as the service describes it: %j', async (RcsAgents, membership) => {
    expect(await read(agent, [{ RcsAgents }])).toEqual({ attributes: {}, ...membership });
  });
});

describe('a pool has', () => {
  const foreignNumber = declared(numberIn('pool-01', arn(`phone-number/${NUMBER}`, '444455556666')));
  const foreignSender = declared({
    PoolId: 'pool-01',
    OriginationIdentity: arn('sender-id/SHOP/GB', '444455556666'),
  });
  const found = (association: Association, ...OriginationIdentities: object[]) =>
    read(association, [{ OriginationIdentities }], poolReader);

  test.each([
    ['a sender ID by name', sender, { OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' }],
    ['a sender ID by ARN', sender, { OriginationIdentity: arn('sender-id/SHOP/GB'), IsoCountryCode: 'GB' }],
    ['a sender ID whose country is in its ARN only', sender, { OriginationIdentity: arn('sender-id/SHOP/GB') }],
    [
      'a sender ID by name whose country is in its ARN only',
      sender,
      { OriginationIdentity: 'SHOP', OriginationIdentityArn: arn('sender-id/SHOP/GB') },
    ],
    ['a number by id, whatever its country', number, { OriginationIdentity: NUMBER, IsoCountryCode: 'CA' }],
    ['a number by ARN', number, { OriginationIdentity: arn(`phone-number/${NUMBER}`) }],
    ['an agent', agent, { OriginationIdentity: AGENT }],
    ["another account's number, when nothing says of which", foreignNumber, { OriginationIdentity: NUMBER }],
    [
      "another account's number",
      foreignNumber,
      { OriginationIdentity: NUMBER, OriginationIdentityArn: arn(`phone-number/${NUMBER}`, '444455556666') },
    ],
    [
      "another account's sender ID",
      foreignSender,
      {
        OriginationIdentity: 'SHOP',
        IsoCountryCode: 'GB',
        OriginationIdentityArn: arn('sender-id/SHOP/GB', '444455556666'),
      },
    ],
  ])('%s', async (_what, association, member) => {
    expect(await found(association, member)).toMatchObject({ where: 'here' });
  });

  test.each([
    ['nothing', sender, {}],
    ['a sender ID of another name', sender, { OriginationIdentity: 'SHOP2', IsoCountryCode: 'GB' }],
    ['a sender ID of another country', sender, { OriginationIdentity: 'SHOP', IsoCountryCode: 'DE' }],
    ['another number', number, { OriginationIdentity: 'phone-99', IsoCountryCode: 'US' }],
    [
      "another account's namesake",
      foreignSender,
      { OriginationIdentity: 'SHOP', IsoCountryCode: 'GB', OriginationIdentityArn: arn('sender-id/SHOP/GB') },
    ],
    [
      "a namesake that another account shares with the stack's",
      sender,
      {
        OriginationIdentity: 'SHOP',
        IsoCountryCode: 'GB',
        OriginationIdentityArn: arn('sender-id/SHOP/GB', '444455556666'),
      },
    ],
  ])('not the identity when it has %s', async (_what, association, member) => {
    expect(await found(association, member)).toEqual({ where: 'nowhere', attributes: {} });
  });

  test('the attributes that the response has, and no others', async () => {
    const member = { OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };
    const attributes = { PoolArn: arn('pool/pool-01'), OriginationIdentityArn: arn('sender-id/SHOP/GB') };
    const page = {
      PoolArn: attributes.PoolArn,
      OriginationIdentities: [{ ...member, OriginationIdentityArn: attributes.OriginationIdentityArn }],
    };
    expect(await read(sender, [page])).toStrictEqual({ where: 'here', attributes });
    expect(await found(sender, member)).toEqual({ where: 'here', attributes: {} });
  });

  test('what a later page lists', async () => {
    const pages = [
      { OriginationIdentities: [{ OriginationIdentity: 'A', IsoCountryCode: 'GB' }], NextToken: '2' },
      { OriginationIdentities: [], NextToken: '3' },
      { OriginationIdentities: [{ OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' }] },
    ];
    expect(await read(sender, pages)).toMatchObject({ where: 'here' });
  });

  test('an end, though the service repeats the token of a page', async () => {
    const page = { OriginationIdentities: [], NextToken: '2' };
    expect(await read(sender, [page, page])).toEqual({ where: 'nowhere', attributes: {} });
  });

  test('to be read again from its start when the service refuses the token of a page', async () => {
    const refusal = { __type: 'ValidationException', message: 'token' };
    const page = { OriginationIdentities: [], NextToken: '2' };
    const { client, inputs } = respondingClient(page, refusal, { OriginationIdentities: [] });
    const reader = poolReader(client, sender);
    const { signal } = new AbortController();
    await expect(reader.read(signal)).rejects.toMatchObject({ name: 'UnknownError' });
    await reader.read(signal);
    expect(inputs.at(-1)).toEqual({ PoolId: 'pool-01', MaxResults: 100 });
  });

  test('the next page, when an attempt stopped there', async () => {
    const throttled = { __type: 'ThrottlingException', message: 'Rate exceeded' };
    const pages = [
      { OriginationIdentities: [], NextToken: '2' },
      throttled,
      { OriginationIdentities: [], NextToken: '3' },
      { message: 'no list' },
      { OriginationIdentities: [{ OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' }] },
    ];
    const { client, inputs } = respondingClient(...pages);
    const reader = poolReader(client, sender);
    const { signal } = new AbortController();
    await expect(reader.read(signal)).rejects.toMatchObject({ name: 'ThrottlingException' });
    await expect(reader.read(signal)).rejects.toMatchObject({ name: 'UnknownError' });
    expect(await reader.read(signal)).toMatchObject({ where: 'here' });
    const input = { PoolId: 'pool-01', MaxResults: 100 };
    expect(inputs).toEqual([undefined, '2', '2', '3', '3'].map((NextToken) => ({ ...input, NextToken })));
  });

  test('no page after the one that lists the identity', async () => {
    const page = { OriginationIdentities: [{ OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' }], NextToken: '2' };
    const { client, inputs } = respondingClient(page);
    expect(await poolReader(client, sender).read(new AbortController().signal)).toMatchObject({ where: 'here' });
    expect(inputs).toHaveLength(1);
  });

  test('no more than a hundred pages: such a list is broken, and read again', async () => {
    const pages = Array.from({ length: 101 }, (_, page) => ({ OriginationIdentities: [], NextToken: `${page}` }));
    const { client, inputs } = respondingClient(...pages);
    const reading = poolReader(client, sender).read(new AbortController().signal);
    await expect(reading).rejects.toMatchObject({ name: 'UnknownError' });
    expect(inputs).toHaveLength(100);
  });

  test('no page when the service refuses the first request', async () => {
    const refusal = { __type: 'ValidationException', message: 'no such field' };
    await expect(read(sender, [refusal])).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a pool is on its way out', () => {
  const notFound = { __type: 'ResourceNotFoundException', message: 'no such thing' };
  test.each([
    [{ Pools: [{ Status: 'DELETING' }] }, true],
    [notFound, true],
    [{ Pools: [{ Status: 'ACTIVE' }] }, false],
    [{ Pools: [] }, false],
    [{}, false],
  ])('if the service describes it so: %j, %s', async (body, expected) => {
    const { client, inputs } = respondingClient(body);
    expect(await poolStatusReader(client, sender.pool).read(new AbortController().signal)).toBe(expected);
    expect(inputs).toEqual([{ PoolIds: ['pool-01'] }]);
  });
});
