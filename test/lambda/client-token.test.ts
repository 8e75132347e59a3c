import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientToken, type TokenParameters } from '../../lambda/client-token';
import { LOGICAL_ID, STACK_ID } from './event';

const subject = { stackId: STACK_ID, logicalResourceId: LOGICAL_ID, requestId: 'request-1' };
const parameters: TokenParameters = { PoolId: 'pool-01', OriginationIdentity: 'phone-01', IsoCountryCode: 'US' };
const token = clientToken(subject, 'associate', parameters, 0);

describe('the client token', () => {
  test('leads with the whole logical id of this library, and ends with hex digits', () => {
    expect(token).toMatch(new RegExp(`^${LOGICAL_ID}-[0-9a-f]{24}$`));
  });

  test('is what it always was: a change would make every deployed association a stranger', () => {
    expect(token).toBe('OriginationIdentityAssociation0A1B2C3D-7bbb291cf807b7bf2cb137d5');
  });

  test('is the same for another request of the same association', () => {
    expect(clientToken({ ...subject, requestId: 'request-2' }, 'associate', parameters, 0)).toBe(token);
  });

  test.each([
    ['stack', clientToken({ ...subject, stackId: `${STACK_ID}9` }, 'associate', parameters, 0)],
    ['resource', clientToken({ ...subject, logicalResourceId: 'Other' }, 'associate', parameters, 0)],
    ['action', clientToken(subject, 'disassociate', parameters, 0)],
    ['pool', clientToken(subject, 'associate', { ...parameters, PoolId: 'pool-02' }, 0)],
    ['way of writing the pool', clientToken(subject, 'associate', { ...parameters, PoolId: 'arn:aws:pool-01' }, 0)],
    ['country', clientToken(subject, 'associate', { ...parameters, IsoCountryCode: 'CA' }, 0)],
    ['generation', clientToken(subject, 'associate', parameters, 1)],
  ])('is another one for another %s', (_what, other) => {
    expect(other).not.toBe(token);
  });

  test('of a later generation belongs to its request alone', () => {
    const other = clientToken({ ...subject, requestId: 'request-2' }, 'associate', parameters, 1);
    expect(other).not.toBe(clientToken(subject, 'associate', parameters, 1));
  });

  test('cuts a long logical id, so that the token has the 64 characters that the API accepts', () => {
    const logicalResourceId = 'L'.repeat(255);
    const long = clientToken({ ...subject, logicalResourceId }, 'associate', parameters, 0);
    expect(long).toMatch(/^L{39}-[0-9a-f]{24}$/);
  });

  test('is one that the API accepts, for every logical id', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,255}$/), fc.nat(3), (logicalResourceId, generation) => {
        const any = clientToken({ ...subject, logicalResourceId }, 'associate', parameters, generation);
        expect(any).toMatch(/^[!-~]{1,64}$/);
      }),
    );
  });
});
