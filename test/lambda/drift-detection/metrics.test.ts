import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkEntry, checkEvent } from '../harness/check-event';
import { bundleHarness, type Harness } from '../harness';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const BUNDLE = join(__dirname, '..', '..', '..', 'lambda', 'dist', 'index.js');

let harness: Harness;
beforeEach(async () => {
  harness = await bundleHarness();
  harness.stacks.showStack('CREATE_COMPLETE');
});
afterEach(() => harness.close());

/** The lines of one check that reach CloudWatch. */
async function log(format: string, level: string): Promise<string[]> {
  const event = JSON.stringify(checkEvent([checkEntry(harness.pool, harness.number)]));
  const child = spawn(process.execPath, [join(__dirname, 'log-runtime.mjs'), BUNDLE, event], {
    env: { ...process.env, AWS_LAMBDA_LOG_FORMAT: format, AWS_LAMBDA_LOG_LEVEL: level },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(child.exitCode).toBe(0);
  return output.split('\n').filter((line) => line !== '' && (format !== 'JSON' || passes(line, level)));
}

/** As Lambda filters lines that are JSON: one without a level, or without a time in RFC 3339, is INFO. */
function passes(line: string, minimum: string): boolean {
  const { level, timestamp } = fields(line);
  const isKnown = LEVELS.includes(String(level)) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/.test(String(timestamp));
  return LEVELS.indexOf(isKnown ? String(level) : 'INFO') >= LEVELS.indexOf(minimum);
}

function fields(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

test.each([['Text', 'INFO'], ...LEVELS.map((level) => ['JSON', level] as const)] as const)(
  'the metrics of a check reach CloudWatch as they are: %s, %s',
  async (format, level) => {
    const [line, ...others] = (await log(format, level)).filter((each) => each.includes('_aws'));
    expect(others).toEqual([]);
    expect(fields(line ?? '{}')).toEqual({
      level: 'FATAL',
      timestamp: expect.any(String),
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'cdk-sms-pool-association',
            Dimensions: [['StackName']],
            Metrics: ['Drifted', 'Repaired', 'Pending'].map((Name) => ({ Name, Unit: 'Count' })),
          },
        ],
      },
      StackName: 'shop',
      Drifted: 1,
      Repaired: 0,
      Pending: 0,
    });
  },
  30_000,
);
