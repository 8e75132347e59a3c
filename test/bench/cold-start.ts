import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { associationEvent, type ColdStart, coldStart, emptyProcess, type Starter } from './cold-start-run';
import { type Figure, figure, ratio, shown } from './figure';
import type { Measurement, Section } from './report';

const ROUNDS = 30;
const root = join(__dirname, '..', '..');

const OURS = 'this library';
const AWS_CUSTOM_RESOURCE = 'AwsCustomResource';
const PLAIN = 'a plain handler';

/** Fresh processes, each from its start to the first call that changes anything, and to the answer. */
export const measureColdStart: Measurement = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  try {
    return report(await rounds([ours(folder), awsCustomResource(), plain(folder)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

function ours(folder: string): Starter {
  const file = join(folder, 'ours.js');
  execFileSync(process.execPath, [join(root, 'lambda', 'bundle.mjs'), '--outfile', file]);
  return { name: OURS, file, event: associationEvent };
}

/** As the CDK ships it. It loads the SDK from where Lambda's runtime has it. */
function awsCustomResource(): Starter {
  const cdk = dirname(require.resolve('aws-cdk-lib/package.json'));
  const handlers = join(cdk, 'custom-resource-handlers', 'dist', 'custom-resources');
  return {
    name: AWS_CUSTOM_RESOURCE,
    file: join(handlers, 'aws-custom-resource-handler', 'index.js'),
    environment: { NODE_PATH: join(root, 'node_modules') },
    httpsOnly: true,
    event: (pool, number) => {
      const call = {
        service: 'pinpoint-sms-voice-v2',
        action: 'AssociateOriginationIdentity',
        parameters: { PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' },
        physicalResourceId: { id: number.id },
      };
      const properties = { InstallLatestAwsSdk: 'false', Create: JSON.stringify(call) };
      return { ...associationEvent(pool, number), ResourceProperties: properties };
    },
  };
}

/** Written by hand, and bundled with what esbuild does when it is asked for nothing else. */
function plain(folder: string): Starter {
  const file = join(folder, 'plain.js');
  buildSync({ entryPoints: [join(__dirname, 'plain-handler.ts')], outfile: file, bundle: true, platform: 'node' });
  return { name: PLAIN, file, event: associationEvent };
}

interface Rounds {
  readonly empty: readonly { readonly start: number; readonly memory: number }[];
  readonly starts: ReadonlyMap<string, readonly ColdStart[]>;
}

/** One after the other, in turns, so that whatever else the machine does is the same for all. */
async function rounds(starters: readonly Starter[]): Promise<Rounds> {
  const empty: Rounds['empty'][number][] = [];
  const starts = new Map<string, ColdStart[]>(starters.map(({ name }) => [name, []]));
  // The round before the first fills the caches of files, and warms up the service.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = await emptyProcess();
    if (round > 0) empty.push(start);
    for (const starter of starters) {
      const result = await coldStart(starter);
      if (round > 0) starts.get(starter.name)?.push(result);
    }
  }
  return { empty, starts };
}

function report({ empty, starts }: Rounds): Section {
  const emptyStart = figure(empty.map(({ start }) => start));
  const emptyMemory = figure(empty.map(({ memory }) => memory));
  const all = new Map([...starts].map(([name, runs]) => [name, summary(runs, emptyStart.median)]));
  const rows = [...all].map(([name, of]) => [
    name,
    ...[of.associate, of.above, of.answer, of.memory].map((of) => shown(of)),
  ]);
  return {
    title: 'Cold start',
    paragraphs: [
      `Fresh processes on Node.js ${process.versions.node}, in turns: the median of ${ROUNDS} rounds, with the least and ` +
        'the most. Milliseconds count from the start of the process to the first AssociateOriginationIdentity that ' +
        'arrives at the service, and to the answer that arrives at the response URL, both on loopback over HTTP; ' +
        'memory is the peak of what was resident.',
      `Before its first call ${OURS} makes one read, which the others don't, and one after it. ${AWS_CUSTOM_RESOURCE} ` +
        "is the handler in aws-cdk-lib without the installation of the newest SDK: it takes the client from the runtime's " +
        `own, and its answer, which it can only send over TLS, is led to the same place without. By ${PLAIN} is meant one that makes the call and answers, bundled by esbuild without options.`,
      "The CDK's Provider framework is left out: most of its time goes to a second function that it starts through " +
        'Lambda, of which there is none here.',
    ],
    tables: [
      {
        columns: ['', 'first call (ms)', 'above an empty process (ms)', 'answer (ms)', 'memory (MiB)'],
        rows: [['an empty Node process', shown(emptyStart), '', '', shown(emptyMemory)], ...rows],
      },
      comparison(all),
    ],
  };
}

interface Summary {
  readonly associate: Figure;
  readonly above: Figure;
  readonly answer: Figure;
  readonly answerAbove: Figure;
  readonly memory: Figure;
}

function summary(runs: readonly ColdStart[], emptyStart: number): Summary {
  const above = (time: 'associate' | 'answer'): Figure => figure(runs.map((run) => run[time] - emptyStart));
  return {
    associate: figure(runs.map(({ associate }) => associate)),
    above: above('associate'),
    answer: figure(runs.map(({ answer }) => answer)),
    answerAbove: above('answer'),
    memory: figure(runs.map(({ memory }) => memory)),
  };
}

function comparison(all: ReadonlyMap<string, Summary>): Section['tables'][number] {
  const ours = all.get(OURS);
  const others = [...all].filter(([name]) => name !== OURS);
  if (ours === undefined) throw new Error(`got no runs of ${OURS}; expected ${ROUNDS}`);
  return {
    columns: [`${OURS}, compared with`, 'first call, above empty', 'answer, above empty', 'memory'],
    rows: others.map(([name, other]) => [
      name,
      ratio(ours.above, other.above),
      ratio(ours.answerAbove, other.answerAbove),
      ratio(ours.memory, other.memory),
    ]),
  };
}
