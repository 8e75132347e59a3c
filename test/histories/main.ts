import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { campaign } from './campaign';
import { COMBINATIONS } from './combinations';
import { enumerate, type Slice } from './enumerate';
import { smallHistories } from './enumeration';

const USAGE = `npm run test:histories -- --runs N [--seed S]      random histories
npm run test:histories -- --all [--slice I/N]      all small histories, or every N-th of them from the I-th on`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string' },
      all: { type: 'boolean', default: false },
      slice: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const slices = values.slice.map(sliceOf);
  if (values.help) console.log(USAGE);
  else if (!values.all) await random(positive('runs', values.runs), values.seed);
  else if (slices.length > 1) await small(slices);
  else await onEveryCore(values.slice[0] ?? '1/1');
}

async function random(runs: number, given: string | undefined): Promise<void> {
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : positive('seed', given);
  const histories = Math.ceil(runs / COMBINATIONS.length);
  console.log(`seed ${seed}: ${histories} histories, each under ${COMBINATIONS.length} combinations of the settings`);
  const started = performance.now();
  const { runs: run, events, deliveries, calls, checks, repairs } = await campaign(seed, histories);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${run} runs with ${events} events in ${deliveries} deliveries, ${checks} checks with ${repairs} repairs and ${calls} calls kept every promise, in ${seconds} s`,
  );
}

/** A process for each core, each with a slice of the slice. */
async function onEveryCore(slice: string): Promise<void> {
  const cores = availableParallelism();
  const count = [...smallHistories()].length;
  console.log(`${count} small histories, of which the slice ${slice} runs on ${cores} cores`);
  const started = performance.now();
  const codes = await Promise.all(
    Array.from({ length: cores }, async (_, index) => {
      const options = ['--all', '--slice', slice, '--slice', `${index + 1}/${cores}`];
      const child = spawn(process.execPath, [...process.execArgv, __filename, ...options], { stdio: 'inherit' });
      await once(child, 'exit');
      return child.exitCode;
    }),
  );
  console.log(`ended after ${((performance.now() - started) / 1000).toFixed(0)} s`);
  process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
}

/** How many violations are shown whole. */
const SHOWN = 5;

async function small(slices: readonly Slice[]): Promise<void> {
  const { runs, violations } = await enumerate(slices);
  console.log(`${runs} small histories, ${violations.length} of which broke a promise`);
  for (const { index, message } of violations) console.log(`history ${index}: ${message.split('\n')[0] ?? ''}`);
  for (const { index, message } of violations.slice(0, SHOWN)) console.log(`\nhistory ${index}: ${message}`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

function sliceOf(value: string): Slice {
  const [number = 0, of = 0] = value.split('/').map(Number);
  if (Number.isInteger(number) && Number.isInteger(of) && number >= 1 && number <= of) return { number, of };
  throw new Error(
    `--slice: got '${value}', expected the number of a slice and how many there are; for example --slice 1/20`,
  );
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--${name}: got '${value}', expected a whole number; for example --${name} 1000`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
