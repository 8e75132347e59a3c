import { parseArgs } from 'node:util';
import { campaign } from './campaign';
import { COMBINATIONS } from './combinations';

/** `npm run test:histories -- --runs N [--seed S]` */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string' } } });
  const runs = positive('runs', values.runs);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : positive('seed', values.seed);
  const histories = Math.ceil(runs / COMBINATIONS.length);
  console.log(`seed ${seed}: ${histories} histories, each under ${COMBINATIONS.length} combinations of the settings`);
  const started = performance.now();
  const totals = await campaign({ seed, histories });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { runs: run, events, deliveries, calls } = totals;
  console.log(
    `${run} runs with ${events} events in ${deliveries} deliveries and ${calls} calls kept every promise, in ${seconds} s`,
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
