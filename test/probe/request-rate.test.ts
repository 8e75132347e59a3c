import { expect, test } from '@jest/globals';
import type { Settings } from '../sms-voice';
import { probeRig } from './rig';

async function measure(settings: Partial<Settings>) {
  const rig = await probeRig(settings);
  const { replies } = await rig.run('--only', 'request-rate');
  const found = replies.flatMap(({ findings }) => findings);
  const values = (setting: keyof Settings) =>
    found.flatMap((finding) => ('values' in finding && finding.setting === setting ? [finding.values] : []));
  return { rig, values };
}

/** What there is for each of the seven operations with a quota. */
const each = <Value>(value: Value): Value[] => Array.from({ length: 7 }, () => value);

test.each([
  [1, 1],
  [1, 2],
  [5, 1],
  [5, 10],
  [10, 10],
  [20, 1],
  [20, 20],
])('request-rate names a token bucket of %d a second and a burst of %d', async (requestsPerSecond, burst) => {
  const { values } = await measure({ requestsPerSecond, burst });

  expect(values('requestsPerSecond')).toEqual(each([requestsPerSecond]));
  expect(values('rateLimit')).toEqual(each(['token-bucket']));
  expect(values('burst')).toEqual(each([burst]));
});

test.each([1, 5, 20])('request-rate names a fixed window of %d a second', async (requestsPerSecond) => {
  const { values } = await measure({ requestsPerSecond, rateLimit: 'fixed-window' });

  expect(values('requestsPerSecond')).toEqual(each([requestsPerSecond]));
  expect(values('rateLimit')).toEqual(each(['fixed-window']));
  expect(values('burst')).toEqual([]);
});

test('request-rate says that it met no limit', async () => {
  const { values } = await measure({});

  expect(values('requestsPerSecond')).toEqual(each([undefined]));
});

test('request-rate sends at most 100 requests of an operation to measure it, and changes nothing by them', async () => {
  const { rig } = await measure({ requestsPerSecond: 20, burst: 1 });
  const describes = rig.service.calls.filter(({ operation }) => operation === 'DescribeRcsAgents');
  const associates = rig.service.calls.filter(({ operation }) => operation === 'AssociateOriginationIdentity');

  expect(describes.length).toBeLessThanOrEqual(100);
  expect(associates.filter(({ effective }) => effective)).toHaveLength(1);
});

test('request-rate measures the other operations when one is denied', async () => {
  const rig = await probeRig();
  rig.service.authorize = ({ action }) => action !== 'sms-voice:DescribeRcsAgents';

  const { replies } = await rig.run('--only', 'request-rate');

  const found = replies.flatMap(({ findings }) => findings);
  expect(found.filter((finding) => 'setting' in finding)).toHaveLength(6);
  expect(found).toContainEqual({
    about: 'rate of DescribeRcsAgents',
    observed: expect.stringContaining('not measured: AWS denies sms-voice:DescribeRcsAgents'),
  });
});
