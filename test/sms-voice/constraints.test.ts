import { ValidationException } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, test } from '@jest/globals';
import { SmsVoice } from '.';
import { clientOf } from './client';

const service = new SmsVoice();
const client = clientOf(service);
const pool = service.createPool();
const number = service.requestPhoneNumber();

async function ask(operation: string, body: unknown) {
  const answer = await service.handle({ operation, body: typeof body === 'string' ? body : JSON.stringify(body) });
  if (answer === 'dropped') throw new Error(`${operation} got no answer`);
  const parsed: unknown = JSON.parse(answer.body);
  return { status: answer.status, body: parsed };
}

/** The required members of each operation. */
const valid = {
  AssociateOriginationIdentity: { PoolId: pool.id, OriginationIdentity: number.id },
  CreatePool: { OriginationIdentity: number.id, MessageType: 'TRANSACTIONAL' },
  CreateRcsAgent: {},
  DeletePool: { PoolId: pool.id },
  DescribePhoneNumbers: {},
  DescribePools: {},
  DescribeRcsAgents: {},
  DescribeSenderIds: {},
  DisassociateOriginationIdentity: { PoolId: pool.id, OriginationIdentity: number.id },
  ListPoolOriginationIdentities: { PoolId: pool.id },
  ReleasePhoneNumber: { PhoneNumberId: number.id },
  ReleaseSenderId: { SenderId: 'ACME', IsoCountryCode: 'GB' },
  RequestPhoneNumber: {
    IsoCountryCode: 'US',
    MessageType: 'TRANSACTIONAL',
    NumberCapabilities: ['SMS'],
    NumberType: 'LONG_CODE',
  },
  RequestSenderId: { SenderId: 'ACME', IsoCountryCode: 'GB' },
};

const required = Object.entries(valid).flatMap(([operation, request]) =>
  Object.keys(request).map((member) => ({ operation, member, request })),
);

test.each(required)('$operation needs $member', async ({ operation, member, request }) => {
  expect(await ask(operation, { ...request, [member]: null })).toEqual({
    status: 400,
    body: {
      __type: 'com.amazonaws.pinpointsmsvoicev2#ValidationException',
      Message: `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: [{ Name: member, Message: 'Member must not be null' }],
    },
  });
});

const filter = (name: string, values: readonly string[] = ['x']) => [{ Name: name, Values: values }];
const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

const broken: [operation: keyof typeof valid, member: string, value: unknown, field?: string][] = [
  ['AssociateOriginationIdentity', 'PoolId', 'p'.repeat(257)],
  ['AssociateOriginationIdentity', 'PoolId', 'pool 1'],
  ['AssociateOriginationIdentity', 'OriginationIdentity', ''],
  ['AssociateOriginationIdentity', 'OriginationIdentity', 'i'.repeat(257)],
  ['AssociateOriginationIdentity', 'OriginationIdentity', '+12065550100'],
  ['AssociateOriginationIdentity', 'IsoCountryCode', 'us'],
  ['AssociateOriginationIdentity', 'IsoCountryCode', 'USA'],
  ['AssociateOriginationIdentity', 'ClientToken', ''],
  ['AssociateOriginationIdentity', 'ClientToken', 't'.repeat(65)],
  ['AssociateOriginationIdentity', 'ClientToken', 'two words'],
  ['DisassociateOriginationIdentity', 'OriginationIdentity', 'é'],
  ['DisassociateOriginationIdentity', 'ClientToken', 'tökén'],
  ['CreatePool', 'MessageType', 'OTHER'],
  ['CreatePool', 'Tags', many(201, { Key: 'k', Value: '' })],
  ['CreatePool', 'Tags', [{ Key: '', Value: '' }], 'Tags[0].Key'],
  ['CreatePool', 'Tags', [{ Key: 'k', Value: 'v'.repeat(257) }], 'Tags[0].Value'],
  ['CreateRcsAgent', 'OptOutListName', 'not a name'],
  ['DescribePools', 'PoolIds', many(6, 'pool-1')],
  ['DescribePools', 'PoolIds', ['pool-1', 'a b'], 'PoolIds[1]'],
  ['DescribePools', 'MaxResults', 0],
  ['DescribePools', 'MaxResults', 101],
  ['DescribePools', 'NextToken', ''],
  ['DescribePools', 'Owner', 'OTHER'],
  ['DescribePools', 'Filters', many(21, filter('status')[0])],
  ['DescribePools', 'Filters', filter('number-type'), 'Filters[0].Name'],
  ['DescribePools', 'Filters', filter('status', []), 'Filters[0].Values'],
  ['DescribePools', 'Filters', filter('status', ['a b']), 'Filters[0].Values[0]'],
  ['DescribePhoneNumbers', 'PhoneNumberIds', ['']],
  ['DescribePhoneNumbers', 'Filters', filter('sender-id'), 'Filters[0].Name'],
  ['DescribeRcsAgents', 'RcsAgentIds', many(6, 'rcs-1')],
  ['DescribeRcsAgents', 'Filters', filter('number-type'), 'Filters[0].Name'],
  ['DescribeSenderIds', 'SenderIds', [{ SenderId: 'ACME' }], 'SenderIds[0].IsoCountryCode'],
  ['DescribeSenderIds', 'Filters', filter('status'), 'Filters[0].Name'],
  ['ListPoolOriginationIdentities', 'Filters', filter('status'), 'Filters[0].Name'],
  ['ListPoolOriginationIdentities', 'MaxResults', 101],
  ['RequestPhoneNumber', 'NumberCapabilities', []],
  ['RequestPhoneNumber', 'NumberCapabilities', many(5, 'SMS')],
  ['RequestPhoneNumber', 'NumberCapabilities', ['FAX'], 'NumberCapabilities[0]'],
  ['RequestPhoneNumber', 'NumberType', 'SHORT_CODE'],
  ['RequestPhoneNumber', 'RegistrationId', ''],
  ['RequestPhoneNumber', 'NumberPreference', []],
  ['RequestSenderId', 'SenderId', 'TWELVE-CHARS'],
  ['RequestSenderId', 'SenderId', 'A:B'],
  ['RequestSenderId', 'MessageTypes', many(3, 'PROMOTIONAL')],
  ['ReleaseSenderId', 'SenderId', 'A B'],
];

test.each(broken)('%s refuses %s: %j', async (operation, member, value, field = member) => {
  const answer = await ask(operation, { ...valid[operation], [member]: value });

  expect(answer).toMatchObject({
    status: 400,
    body: {
      __type: expect.stringContaining('ValidationException'),
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: expect.arrayContaining([expect.objectContaining({ Name: expect.stringContaining(field) })]),
    },
  });
});

const wrongTypes: [operation: keyof typeof valid, member: string, value: unknown][] = [
  ['AssociateOriginationIdentity', 'PoolId', 5],
  ['CreatePool', 'MessageType', true],
  ['CreatePool', 'DeletionProtectionEnabled', 'true'],
  ['CreatePool', 'Tags', 'k=v'],
  ['CreatePool', 'Tags', ['k=v']],
  ['DescribePools', 'MaxResults', '5'],
  ['DescribePools', 'MaxResults', 1.5],
];

test.each(wrongTypes)('%s cannot read %s: %j', async (operation, member, value) => {
  const answer = await ask(operation, { ...valid[operation], [member]: value });

  expect(answer).toMatchObject({ status: 400, body: { __type: expect.stringContaining('SerializationException') } });
});

test.each(['{', '[]', '"text"', 'null'])(
  'a body that is no structure is a SerializationException: %s',
  async (body) => {
    const answer = await ask('DescribePools', body);

    expect(answer).toMatchObject({ status: 400, body: { __type: expect.stringContaining('SerializationException') } });
  },
);

test.each(['', '{}', '{"Owner":null}', '{"Newer":"member"}'])(
  'absent and unknown members are no error: %s',
  async (body) => {
    expect(await ask('DescribePools', body)).toMatchObject({ status: 200 });
  },
);

test('an unknown operation is an error', async () => {
  expect(await ask('SendTextMessage', {})).toMatchObject({
    status: 400,
    body: { __type: expect.stringContaining('UnknownOperationException') },
  });
});

describe('through the SDK client', () => {
  test('one error names every broken constraint of a request', async () => {
    const answer = client.associateOriginationIdentity({
      PoolId: 'a b',
      OriginationIdentity: '+12065550100',
      IsoCountryCode: 'usa',
    });

    await expect(answer).rejects.toThrow(ValidationException);
    await expect(answer).rejects.toMatchObject({
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: [
        { Name: 'PoolId', Message: 'Member must satisfy regular expression pattern: [A-Za-z0-9_:/-]*' },
        { Name: 'OriginationIdentity', Message: 'Member must satisfy regular expression pattern: [A-Za-z0-9_:/-]+' },
        { Name: 'IsoCountryCode', Message: 'Member must have length less than or equal to 2' },
        { Name: 'IsoCountryCode', Message: 'Member must satisfy regular expression pattern: [A-Z]{2}' },
      ],
    });
  });

  test('an empty pool id, which the model allows, counts as missing', async () => {
    const answer = client.associateOriginationIdentity({ PoolId: '', OriginationIdentity: number.id });

    await expect(answer).rejects.toMatchObject({ Reason: 'MISSING_PARAMETER', Fields: [{ Name: 'PoolId' }] });
  });
});
