import { expect, test } from '@jest/globals';
import type { Settings } from '../sms-voice';
import type { Finding } from './question';
import { probeRig } from './rig';

/** What the probe finds out with one question, or with all, on a service with these settings. */
async function findings(question: string | undefined, settings: Partial<Settings>): Promise<readonly Finding[]> {
  const rig = await probeRig(settings);
  const [number, agent] = [rig.service.requestPhoneNumber(), rig.service.createRcsAgent()];
  const only = question === undefined ? [] : ['--only', question];
  const { replies } = await rig.run(...only, '--phone-number', number.id, '--rcs-agent', agent.id);
  expect(replies.filter(({ unanswered }) => unanswered !== undefined)).toEqual([]);
  return replies.flatMap((reply) => reply.findings);
}

const choices: Readonly<Record<string, readonly Partial<Settings>[]>> = {
  'same-pool-associate': [
    { associateAgain: 'conflict' },
    { associateAgain: 'success' },
    { associatedReason: 'by-kind' },
    { associatedReason: 'RESOURCE_ALREADY_ASSOCIATED' },
  ],
  'replayed-token': [{ replayedToken: 'remembered' }, { replayedToken: 'executed' }],
  'token-with-other-parameters': [
    { tokenWithOtherParameters: 'conflict' },
    { tokenWithOtherParameters: 'validation' },
    { tokenWithOtherParameters: 'ignored' },
  ],
  'disassociate-absent': [
    { disassociateAbsent: 'conflict' },
    { disassociateAbsent: 'not-found' },
    { disassociateAbsent: 'by-kind' },
  ],
  'missing-country': [{ countryRequired: true }, { countryRequired: false }],
  'pool-list': [
    { listedIdentity: 'id' },
    { listedIdentity: 'arn' },
    { senderIdCountryListed: true },
    { senderIdCountryListed: false },
  ],
  'rcs-agent-country': [{ rcsAgentCountry: 'as-sent' }, { rcsAgentCountry: 'absent' }, { rcsAgentCountry: 'ZZ' }],
  'wrong-country': [
    { wrongCountry: 'validation' },
    { wrongCountry: 'conflict' },
    { wrongCountry: 'not-found' },
    { wrongCountry: 'ignored' },
  ],
  'last-phone-number': [{ lastPhoneNumber: true }, { lastPhoneNumber: false }],
};

const cases = Object.entries(choices).flatMap(([question, settings]) =>
  settings.map((setting): [string, Partial<Settings>] => [question, setting]),
);

const named = (settings: Partial<Settings>) =>
  Object.entries(settings).map(([setting, value]) => expect.objectContaining({ setting, values: [value] }));

test.each(cases)('%s names the setting that is on: %j', async (question, settings) => {
  expect(await findings(question, settings)).toEqual(expect.arrayContaining(named(settings)));
});

test('the probe names all settings that are on, at one request a second and with reads that lag', async () => {
  const lagging = { requestsPerSecond: 1, readLagMilliseconds: 1_500, statusDelayMilliseconds: 3_000 };
  const settings = {
    replayedToken: 'executed',
    tokenWithOtherParameters: 'ignored',
    associatedReason: 'RESOURCE_ALREADY_ASSOCIATED',
    disassociateAbsent: 'conflict',
    absentReason: 'NO_ORIGINATION_IDENTITIES_FOUND',
    countryRequired: true,
    wrongCountry: 'not-found',
    rcsAgentCountry: 'ZZ',
    lastPhoneNumber: false,
    changingReason: 'RESOURCE_MODIFICATION_NOT_ALLOWED',
    associatingShown: false,
    listedIdentity: 'arn',
    senderIdCountryListed: false,
  } as const;

  expect(await findings(undefined, { ...settings, ...lagging })).toEqual(expect.arrayContaining(named(settings)));
});

test.each([true, false])('last-phone-number names what DISASSOCIATING shows: %s', async (disassociatingShown) => {
  const settings = { disassociatingShown, lastPhoneNumber: false, statusDelayMilliseconds: 3_000 };

  expect(await findings('last-phone-number', settings)).toEqual(expect.arrayContaining(named({ disassociatingShown })));
});

test('disassociate-absent leaves open what needs a phone number', async () => {
  const rig = await probeRig({ disassociateAbsent: 'not-found' });

  const { replies } = await rig.run('--only', 'disassociate-absent');

  expect(replies[0]?.findings).toMatchObject([{ values: ['not-found', 'by-kind'] }]);
});

test.each([
  ['read-lag', 'readLagMilliseconds', 0],
  ['read-lag', 'readLagMilliseconds', 1_700],
  ['changing-phone-number', 'statusDelayMilliseconds', 0],
  ['changing-phone-number', 'statusDelayMilliseconds', 4_100],
] as const)('%s measures %s between two reads: %d', async (question, setting, value) => {
  const found = await findings(question, { [setting]: value });
  const [measure] = found.filter((finding) => 'least' in finding);

  expect(measure?.setting).toBe(setting);
  expect(measure?.least).toBeLessThanOrEqual(value);
  expect(measure?.most).toBeGreaterThanOrEqual(value);
  expect(measure?.most).toBeLessThanOrEqual(value + 250);
});

test.each([
  [59_999, [{ least: 0, most: 120_000 }]],
  [24 * 3_600_000, [{ least: 60_000, most: Infinity }]],
])('token-after-a-minute bounds a token window of %d ms', async (tokenWindowMilliseconds, expected) => {
  expect(await findings('token-after-a-minute', { tokenWindowMilliseconds })).toMatchObject(expected);
});

test('token-after-a-minute finds nothing where tokens are not remembered at all', async () => {
  expect(await findings('token-after-a-minute', { replayedToken: 'executed' })).toEqual([]);
});
