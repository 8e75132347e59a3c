import { describe, expect, test } from '@jest/globals';
import { parseOriginationIdentity } from '../../../lambda/association/origination-identity';

const environment = { partition: 'aws', region: 'us-east-1', account: '111122223333' };
const arn = (
  resource: string,
  { service = 'sms-voice', region = environment.region, account = environment.account } = {},
) => `arn:aws:${service}:${region}:${account}:${resource}`;
const parse = (value: unknown, country?: unknown) => parseOriginationIdentity(value, country, environment);

describe('an id', () => {
  test.each([
    ['phone-0123456789abcdef', 'US', 'phone-number', arn('phone-number/phone-0123456789abcdef')],
    ['rcs-0123456789abcdef', undefined, 'rcs-agent', arn('rcs-agent/rcs-0123456789abcdef')],
    ['ELEVENCHARS', 'GB', 'sender-id', arn('sender-id/ELEVENCHARS/GB')],
    ['a_b-3', 'GB', 'sender-id', arn('sender-id/a_b-3/GB')],
    // As long as a sender ID at most is, an id's prefix says nothing.
    ['phone-01234', 'GB', 'sender-id', arn('sender-id/phone-01234/GB')],
    ['phone-012345', 'GB', 'phone-number', arn('phone-number/phone-012345')],
    ['rcs-0123456', 'GB', 'sender-id', arn('sender-id/rcs-0123456/GB')],
    ['rcs-01234567', 'GB', 'rcs-agent', arn('rcs-agent/rcs-01234567')],
  ])('%s in %s is that of a %s', (id, country, kind, completed) => {
    expect(parse(id, country)).toMatchObject({ kind, idOrArn: id, id, arn: completed, isoCountryCode: country });
  });

  test.each([
    'TWELVELETTER',
    'SH/OP',
    'SHOP/',
    '/SHOP',
    'my-phone-0123456789abcdef',
    '/phone-0123456789abcdef',
    'phone-0123456789abcdef/US',
    '/rcs-0123456789abcdef',
    'rcs-0123456789abcdef/US',
    'phone-:::::::',
    'arn:aws:sms-voice',
  ])('is not %s', (id) => {
    expect(() => parse(id, 'US')).toThrow(
      `OriginationIdentity: got ${JSON.stringify(id)}; expected the id or ARN of a phone number`,
    );
  });
});

describe('an ARN', () => {
  test.each([
    ['phone-number/phone-01', 'US', 'phone-number', 'phone-01', 'US'],
    ['rcs-agent/rcs-01', undefined, 'rcs-agent', 'rcs-01', undefined],
    ['rcs-agent/rcs-01', 'GB', 'rcs-agent', 'rcs-01', 'GB'],
    ['sender-id/SHOP/GB', undefined, 'sender-id', 'SHOP', 'GB'],
    ['sender-id/SHOP/GB', 'GB', 'sender-id', 'SHOP', 'GB'],
    ['sender-id/SHOP/GB', '', 'sender-id', 'SHOP', 'GB'],
  ])('of %s, declared in %j, is that of the %s %s in %s', (resource, country, kind, id, isoCountryCode) => {
    expect(parse(arn(resource), country)).toMatchObject({ kind, id, isoCountryCode, arn: arn(resource) });
  });

  test.each([
    arn('phone-number'),
    arn('phone-number/'),
    arn('phone-number/phone-01/US'),
    arn('phone-number/phone-01/'),
    arn('my/phone-number/phone-01'),
    arn('rcs-agent/rcs-01/US'),
    arn('my/rcs-agent/rcs-01'),
    arn('sender-id/SHOP'),
    arn('sender-id//GB'),
    arn('sender-id/SHOP/gb'),
    arn('sender-id/SHOP/GBR'),
    arn('sender-id/SHOP/GB/1'),
    arn('my/sender-id/SHOP/GB'),
    arn('pool/pool-01'),
    arn('phone-number/phone-01', { service: 'sns' }),
  ])('of another thing is refused: %s', (value) => {
    expect(() => parse(value, 'GB')).toThrow('expected the id or ARN of a phone number');
  });

  test('of another region is refused', () => {
    expect(() => parse(arn('phone-number/phone-01', { region: 'eu-west-1' }), 'US')).toThrow(
      "expected an identity in us-east-1, the stack's region",
    );
  });
});

describe('a country', () => {
  test.each(['us', 'USA', 'XUS', 'U', 7, ['US'], null])('is not %j', (country) => {
    expect(() => parse('phone-0123456789abcdef', country)).toThrow(
      `IsoCountryCode: got ${JSON.stringify(country)}; expected an ISO 3166-1 alpha-2 country in capitals`,
    );
  });

  test.each([
    ['phone-0123456789abcdef', 'a phone number'],
    ['SHOP', 'a sender ID'],
    [arn('phone-number/phone-01'), 'a phone number'],
  ])('is needed for %s', (value, what) => {
    for (const none of [undefined, ''])
      expect(() => parse(value, none)).toThrow(new RegExp(`IsoCountryCode: got .*needs it for ${what}`));
  });

  test('left empty is none', () => {
    expect(parse('rcs-0123456789abcdef', '')).toMatchObject({ isoCountryCode: undefined });
  });

  test("has to be that of a sender ID's ARN", () => {
    expect(() => parse(arn('sender-id/SHOP/GB'), 'US')).toThrow(
      'IsoCountryCode: got "US"; expected GB, as the sender ID\'s ARN says',
    );
  });
});
