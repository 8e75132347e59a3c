import { describe, expect, test } from '@jest/globals';
import * as explain from '../../lambda/explain';
import type { Failure } from '../../lambda/service-error';
import { declared } from './declared';

const number = declared({ PoolId: 'pool-01', OriginationIdentity: 'phone-0123456789abcdef', IsoCountryCode: 'US' });
const agent = declared({ PoolId: 'pool-01', OriginationIdentity: 'rcs-0123456789abcdef' });
const failure: Failure = { kind: 'conflict', reason: undefined, description: 'ConflictException: words' };

describe('the command that takes an identity out', () => {
  const command = 'aws pinpoint-sms-voice-v2 disassociate-origination-identity --pool-id';

  test.each([
    [
      'names pool and country',
      explain.inPlace(number),
      `${command} pool-01 --origination-identity phone-0123456789abcdef --iso-country-code US)`,
    ],
    [
      'names no country where there is none',
      explain.inPlace(agent),
      `${command} pool-01 --origination-identity rcs-0123456789abcdef)`,
    ],
    [
      'names the pool that it is in',
      explain.elsewhere(agent, 'pool-02', failure),
      `${command} pool-02 --origination-identity rcs-`,
    ],
    [
      'names the pool of an adopted one',
      explain.adoptedMove(agent, 'pool-02'),
      `${command} pool-02 --origination-identity rcs-`,
    ],
  ])('%s', (_what, reason, words) => {
    expect(reason).toContain(words);
  });
});

describe('a refusal ends with what to do', () => {
  test.each<[Partial<Failure>, string]>([
    [{ kind: 'mismatch', reason: 'OPT_OUT_LIST_MISMATCH' }, 'the setting that OPT_OUT_LIST_MISMATCH names'],
    [{ kind: 'mismatch' }, 'the setting that the reason names'],
    [{ kind: 'not found' }, 'what another account shares is named by its full ARN'],
    [{ kind: 'refused', description: 'ServiceQuotaExceededException: full' }, 'Service Quotas'],
    [{ kind: 'refused', description: 'ValidationException: bad' }, 'Correct the property that the message names'],
    [{ kind: 'refused', description: 'a text about ServiceQuotaExceeded' }, 'Correct the property'],
  ])('after %j: %s', (refusal, words) => {
    const reason = explain.refused(number, { ...failure, ...refusal });
    expect(reason).toContain(words);
    expect(reason).toMatch(/ Then deploy again\.$/);
  });
});
