import { afterEach, expect, test } from '@jest/globals';
import { getInstanceMetadataRegion, loadConfig } from '../../lambda/sdk/environment';

const flag = (variable: string | undefined) => {
  if (variable === undefined) return undefined;
  if (variable !== 'true' && variable !== 'false') throw new TypeError(`got ${variable}, expected true or false`);
  return variable === 'true';
};
const load = (absent: boolean | (() => Promise<boolean>)) =>
  loadConfig<boolean>({
    environmentVariableSelector: (variables) => flag(variables.AWS_USE_FIPS_ENDPOINT),
    configFileSelector: () => {
      throw new Error('asked for a configuration file');
    },
    default: absent,
  })();

afterEach(() => {
  delete process.env.AWS_USE_FIPS_ENDPOINT;
});

test('a setting is what the environment says', async () => {
  process.env.AWS_USE_FIPS_ENDPOINT = 'true';
  expect(await load(false)).toBe(true);
});

test('a setting that the environment lacks is the default, without a look into files', async () => {
  expect(await load(true)).toBe(true);
  expect(await load(() => Promise.resolve(false))).toBe(false);
});

test("a setting that can't be read counts as none, as in the SDK", async () => {
  process.env.AWS_USE_FIPS_ENDPOINT = 'perhaps';
  expect(await load(false)).toBe(false);
});

test('no metadata service is asked for a region', async () => {
  await expect(getInstanceMetadataRegion()).resolves.toBeUndefined();
});
