import { describe, expect, test } from '@jest/globals';
import { parseDeclaration } from '../../../lambda/association/association';

const environment = { partition: 'aws-us-gov', region: 'us-gov-west-1', account: '111122223333' };
const arn = (resource: string, account = environment.account) =>
  `arn:aws-us-gov:sms-voice:us-gov-west-1:${account}:${resource}`;
const key = (PoolId: string, OriginationIdentity: string, IsoCountryCode?: string) =>
  parseDeclaration({ PoolId, OriginationIdentity, IsoCountryCode }, environment).key;

describe('the key', () => {
  test.each([
    [
      'phone-0123456789abcdef0123456789abcdef',
      'phone-number/phone-0123456789abcdef0123456789abcdef',
      'US',
      'phone-0123456789abcdef0123456789abcdef',
    ],
    [
      'rcs-0123456789abcdef0123456789abcdef',
      'rcs-agent/rcs-0123456789abcdef0123456789abcdef',
      undefined,
      'rcs-0123456789abcdef0123456789abcdef',
    ],
    ['SHOP', 'sender-id/SHOP/GB', 'GB', 'pool-01/SHOP/GB'],
    // A sender ID may look like the beginning of an id; it is at most 11 characters long.
    ['rcs-news', 'sender-id/rcs-news/GB', 'GB', 'pool-01/rcs-news/GB'],
  ])('of %s is that of its ARN', (id, resource, country, expected) => {
    expect(key('pool-01', id, country)).toBe(expected);
    expect(key(arn('pool/pool-01'), arn(resource), country)).toBe(expected);
  });

  test('has the account of a resource that another account shares', () => {
    expect(key('pool-01', arn('phone-number/phone-0a', '444455556666'), 'US')).toBe('444455556666:phone-0a');
    expect(key(arn('pool/pool-01', '444455556666'), 'SHOP', 'GB')).toBe('444455556666:pool-01/SHOP/GB');
    expect(key('pool-01', arn('sender-id/SHOP/GB', '444455556666'))).toBe('pool-01/444455556666:SHOP/GB');
  });
});

test('completes ids to ARNs of the partition, region and account of the stack', () => {
  const { pool, identity } = parseDeclaration(
    { PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' },
    environment,
  );
  expect(pool.arn).toBe(arn('pool/pool-01'));
  expect(identity.arn).toBe(arn('sender-id/SHOP/GB'));
});

describe('a flag', () => {
  const declared = (flags: object) =>
    parseDeclaration({ PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB', ...flags }, environment);

  test.each([
    [undefined, false],
    ['false', false],
    [false, false],
    ['true', true],
    [true, true],
  ])('that is %j in the template is %s', (value, expected) => {
    const { adoptExisting, takeOwnership, keepLastPhoneNumber } = declared({
      AdoptExisting: value,
      TakeOwnership: value,
      KeepLastPhoneNumber: value,
    });
    expect([adoptExisting, takeOwnership, keepLastPhoneNumber]).toEqual([expected, expected, expected]);
  });

  test.each(['', 'True', 'yes', 0, 1, null])('is not %j', (value) => {
    for (const name of ['AdoptExisting', 'TakeOwnership', 'KeepLastPhoneNumber'])
      expect(() => declared({ [name]: value })).toThrow(`${name}: got`);
  });
});
