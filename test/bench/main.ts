import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { chart } from './chart';
import { measureColdStart } from './cold-start';
import { measureDeploys } from './deploys';
import { measureLoad } from './load';
import { markdown } from './report';
import { measureSynth } from './synth';

/** `npm run bench`: measures all, prints the report and keeps it in RESULTS.md, with the chart beside it. */
async function main(): Promise<void> {
  const start = performance.now();
  // What needs a quiet machine comes first.
  const coldStart = await measureColdStart();
  const synth = await measureSynth();
  const { section: deploys, times } = await measureDeploys();
  const load = await measureLoad();
  const minutes = (performance.now() - start) / 60_000;
  const [first = '', ...rest] = [deploys, coldStart, synth, load].map(markdown);
  const report = [HEADING, machine(minutes), first, CHART, ...rest].join('\n\n');
  const results = join(__dirname, 'RESULTS.md');
  const formatted = await format(report, { ...(await resolveConfig(results)), parser: 'markdown' });
  writeFileSync(results, formatted);
  writeFileSync(join(__dirname, 'deploys.svg'), chart(times));
  console.log(formatted);
}

function machine(minutes: number): string {
  const [processor] = cpus();
  const versions = ['aws-cdk-lib', '@aws-sdk/client-pinpoint-sms-voice-v2', 'esbuild'].map(versionOf).join(', ');
  return (
    `Measured on ${new Date().toISOString().slice(0, 10)} in ${minutes.toFixed(1)} minutes by \`npm run bench\`: ` +
    `Node.js ${process.versions.node}, ${versions}; ${availableParallelism()} cores (${processor?.model ?? 'unknown'}), ` +
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB.`
  );
}

function versionOf(name: string): string {
  const manifest: unknown = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8'));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return `${name} ${String(version)}`;
}

const HEADING =
  '# Results of the benchmark\n\nFigures are medians with their range, and ratios compare runs of one and the same ' +
  'benchmark. Everything runs on this machine: nothing here has met AWS.';

const CHART = '![Seconds to deploy against the number of associations](deploys.svg)';

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
