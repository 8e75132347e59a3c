import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientToken, type TokenParameters } from '../../../lambda/sms-voice/client-token';
import { LOGICAL_ID, STACK_ID } from '../harness/event';

const request = { stackId: STACK_ID, logicalResourceId: LOGICAL_ID, requestId: 'request-1' };
const later = { ...request, requestId: 'request-2' };
const parameters: TokenParameters = { PoolId: 'pool-01', OriginationIdentity: 'phone-01', IsoCountryCode: 'US' };
const token = clientToken(request, 'associate', parameters, 'resource', 0);

describe('the client token of a resource', () => {
  test('begins with the whole logical id of this library, and ends with hex digits', () => {
    expect(token).toMatch(new RegExp(`^${LOGICAL_ID}-[0-9a-f]{24}$`));
  });

  test('never changes: with another token, no deployed association could be proven', () => {
    expect(token).toBe('OriginationIdentityAssociation0A1B2C3D-7bbb291cf807b7bf2cb137d5');
  });

  test('is the same for another request of the same association', () => {
    expect(clientToken(later, 'associate', parameters, 'resource', 0)).toBe(token);
  });

  test.each([
    ['stack', clientToken({ ...request, stackId: `${STACK_ID}9` }, 'associate', parameters, 'resource', 0)],
    ['resource', clientToken({ ...request, logicalResourceId: 'Other' }, 'associate', parameters, 'resource', 0)],
    ['action', clientToken(request, 'disassociate', parameters, 'resource', 0)],
    ['pool', clientToken(request, 'associate', { ...parameters, PoolId: 'pool-02' }, 'resource', 0)],
    ['spelling', clientToken(request, 'associate', { ...parameters, PoolId: 'arn:aws:pool-01' }, 'resource', 0)],
    ['country', clientToken(request, 'associate', { ...parameters, IsoCountryCode: 'CA' }, 'resource', 0)],
    ['generation', clientToken(request, 'associate', parameters, 'resource', 1)],
    ['scope', clientToken(request, 'associate', parameters, 'request', 0)],
  ])('differs for another %s', (_what, other) => {
    expect(other).not.toBe(token);
  });
});

describe('the client token of a request', () => {
  test('is the same in each of its attempts', () => {
    const [first, second] = [0, 0].map((generation) =>
      clientToken(request, 'associate', parameters, 'request', generation),
    );
    expect(first).toBe(second);
  });

  test.each(['associate', 'disassociate'] as const)('to %s is never that of another request', (action) => {
    const [one, other] = [request, later].map((each) => clientToken(each, action, parameters, 'request', 0));
    expect(one).not.toBe(other);
  });

  test('is that of a later generation in either scope', () => {
    const [one, other] = [request, later].map((each) => clientToken(each, 'associate', parameters, 'resource', 1));
    expect(one).not.toBe(other);
  });
});

describe('the length of a client token', () => {
  test('is 64 characters for a long logical id, which is cut', () => {
    const long = clientToken(
      { ...request, logicalResourceId: 'L'.repeat(255) },
      'associate',
      parameters,
      'resource',
      0,
    );
    expect(long).toMatch(/^L{39}-[0-9a-f]{24}$/);
  });

  test('is one that the API accepts, for every logical id', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,255}$/), fc.nat(3), (logicalResourceId, generation) => {
        const any = clientToken({ ...request, logicalResourceId }, 'associate', parameters, 'resource', generation);
        expect(any).toMatch(/^[!-~]{1,64}$/);
      }),
    );
  });
});
