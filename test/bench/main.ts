import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { measureColdStart } from './cold-start';
import { measureDeploys } from './deploys';
import { measureLoad } from './load';
import { markdown, type Section } from './report';
import { measureSynth } from './synth';

/** `npm run bench`: measures everything, prints the report and writes it to RESULTS.md. Fails if a goal is missed. */
async function main(): Promise<void> {
  const start = performance.now();
  // The parts that need a quiet machine come first.
  const coldStart = await measureColdStart();
  const synth = await measureSynth();
  const deploys = await measureDeploys();
  const load = await measureLoad();
  const sections = [deploys, coldStart, synth, load];
  const minutes = (performance.now() - start) / 60_000;
  const report = [HEADING, machine(minutes), goals(sections), ...sections.map(markdown)].join('\n\n');
  const results = join(__dirname, 'RESULTS.md');
  const formatted = await format(report, { ...(await resolveConfig(results)), parser: 'markdown' });
  writeFileSync(results, formatted);
  console.log(formatted);
  if (sections.some(({ missed = [] }) => missed.length > 0)) process.exitCode = 1;
}

function machine(minutes: number): string {
  const [processor] = cpus();
  const packages = [
    'aws-cdk-lib',
    '@aws-sdk/client-pinpoint-sms-voice-v2',
    '@aws-sdk/client-cloudformation',
    'esbuild',
  ];
  return (
    `Measured on ${new Date().toISOString().slice(0, 10)} in ${minutes.toFixed(1)} minutes by \`npm run bench\`: ` +
    `Node.js ${process.versions.node}, ${packages.map(versionOf).join(', ')}; ${availableParallelism()} cores ` +
    `(${processor?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB.`
  );
}

function versionOf(name: string): string {
  const manifest: unknown = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8'));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return `${name} ${String(version)}`;
}

function goals(sections: readonly Section[]): string {
  const missed = sections.flatMap((section) => section.missed ?? []);
  if (missed.length === 0) return 'Every goal is met.';
  return ['Goals that are missed:', '', ...missed.map((line) => `- ${line}`)].join('\n');
}

const HEADING =
  '# Results of the benchmark\n\nFigures are medians with their range. Ratios compare runs of the same benchmark. Everything ' +
  'runs on one machine: no figure comes from AWS.';

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
