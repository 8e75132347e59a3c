import { describe, expect, test } from '@jest/globals';
import { JsonCodec2 } from '../../lambda/sdk/json-codec';

const SCHEMA = 0;
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const read = (data: Uint8Array): unknown => new JsonCodec2().createDeserializer().read(SCHEMA, data);
const written = (value: unknown) => {
  const serializer = new JsonCodec2().createSerializer();
  serializer.write(SCHEMA, value);
  return serializer.flush();
};

describe('an input', () => {
  test('is written as JSON, without members that are undefined', () => {
    const input = { PoolId: 'pool-1', IsoCountryCode: undefined, MaxResults: 100, PhoneNumberIds: ['phone-ü'] };
    expect(written(input)).toBe('{"PoolId":"pool-1","MaxResults":100,"PhoneNumberIds":["phone-ü"]}');
  });
});

describe('an answer', () => {
  test('is read from UTF-8', () => {
    expect(read(bytes('{"SenderIds":[{"SenderId":"GRÜN"}]}'))).toEqual({ SenderIds: [{ SenderId: 'GRÜN' }] });
  });

  test('is read from the middle of a larger buffer', () => {
    expect(read(bytes('xx{"Status":"ACTIVE"}yy').subarray(2, -2))).toEqual({ Status: 'ACTIVE' });
  });

  test('lacks the members that are null', () => {
    const answer = read(bytes('{"PhoneNumbers":[{"PhoneNumberId":"phone-1","PoolId":null}],"NextToken":null}'));
    expect(answer).toStrictEqual({ PhoneNumbers: [{ PhoneNumberId: 'phone-1' }] });
  });

  test('keeps its times as they are on the wire', () => {
    expect(read(bytes('{"CreatedTimestamp":1767225600.5}'))).toEqual({ CreatedTimestamp: 1_767_225_600.5 });
  });

  test('that is no JSON is an error whose name tells it', () => {
    expect(() => read(bytes('<html>'))).toThrow(SyntaxError);
  });
});

test("a member of an error is read as it is, in the error's own fields", () => {
  expect(new JsonCodec2().createDeserializer().readObject(SCHEMA, 'phone-1')).toBe('phone-1');
});
