import { statSync } from 'node:fs';
import { coldStart, type ColdStart, emptyProcess } from './cold-start/run';
import { type Figure, figure, ratio, shown } from './figure';
import { Goals } from './goals';
import type { Measurement, Section, Table } from './report';
import { withByHandBundle } from './rivals/by-hand-bundle';
import { awsCustomResource, ours, plainHandler, providerFramework, type Rival } from './rivals/rival';

const ROUNDS = 40;
const MAX_BUNDLE_BYTES = 400_000;
const MAX_RATIO = 0.75;

/** Fresh processes, each from its start to the first change and to the response. */
export const measureColdStart: Measurement = () =>
  withByHandBundle(async (byHand) =>
    report(await rounds([ours, awsCustomResource, providerFramework(byHand), plainHandler(byHand)])),
  );

interface Rounds {
  readonly empty: readonly { readonly start: number; readonly memory: number }[];
  readonly starts: ReadonlyMap<string, readonly ColdStart[]>;
}

/** Every rival in turn, so that the load of the machine is the same for all. */
async function rounds(rivals: readonly Rival[]): Promise<Rounds> {
  const empty: Rounds['empty'][number][] = [];
  const starts = new Map<string, ColdStart[]>(rivals.map(({ name }) => [name, []]));
  // Round 0 fills the file caches and warms up the service. It does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = await emptyProcess();
    if (round > 0) empty.push(start);
    for (const rival of rivals) {
      const result = await coldStart(rival);
      if (round > 0) starts.get(rival.name)?.push(result);
    }
  }
  return { empty, starts };
}

function report({ empty, starts }: Rounds): Section {
  const goals = new Goals();
  const emptyStart = figure(empty.map(({ start }) => start));
  const emptyMemory = figure(empty.map(({ memory }) => memory));
  const all = new Map([...starts].map(([name, runs]) => [name, summary(runs, emptyStart.median)]));
  const rows = [...all].map(([name, of]) => [
    name,
    ...[of.associate, of.above, of.response, of.memory].map((of) => shown(of)),
  ]);
  const { size } = statSync(ours.file);
  const kilobytes = goals.check(
    'Cold start, bundle',
    `${(size / 1_000).toFixed(0)} kB`,
    size <= MAX_BUNDLE_BYTES,
    `at most ${MAX_BUNDLE_BYTES / 1_000} kB`,
  );
  return {
    title: 'Cold start',
    paragraphs: paragraphs(kilobytes),
    tables: [
      {
        columns: ['', 'first change (ms)', 'above an empty process (ms)', 'response (ms)', 'memory (MiB)'],
        rows: [['an empty Node.js process', shown(emptyStart), '', '', shown(emptyMemory)], ...rows],
      },
      comparison(all, goals),
    ],
    missed: goals.missed,
  };
}

const paragraphs = (bundle: string): string[] => [
  `Fresh processes on Node.js ${process.versions.node}, in turns; medians of ${ROUNDS} rounds with their range. Milliseconds ` +
    'count from the start of the process until the first AssociateOriginationIdentity arrives at the service, and until the ' +
    'response arrives at its URL, both on loopback over HTTP. Memory is the peak of resident memory.',
  `The bundle of ${ours.name} has ${bundle}. The function makes one read before its change and one after it, which the others ` +
    `don't. ${awsCustomResource.name} is the handler in aws-cdk-lib without the installation of the newest SDK; it loads the ` +
    'client as the runtime has it, and its response, which it sends over TLS only, is redirected to HTTP. The plain handler ' +
    'is written by hand and bundled by esbuild without options: it makes the call and responds.',
  "CDK's Provider framework calls the plain handler through Lambda. So its time includes the start of a second process; its " +
    'memory is that of the first one.',
];

interface Summary {
  readonly associate: Figure;
  readonly above: Figure;
  readonly response: Figure;
  readonly responseAbove: Figure;
  readonly memory: Figure;
}

function summary(runs: readonly ColdStart[], emptyStart: number): Summary {
  const above = (time: 'associate' | 'response'): Figure => figure(runs.map((run) => run[time] - emptyStart));
  return {
    associate: figure(runs.map(({ associate }) => associate)),
    above: above('associate'),
    response: figure(runs.map(({ response }) => response)),
    responseAbove: above('response'),
    memory: figure(runs.map(({ memory }) => memory)),
  };
}

function comparison(all: ReadonlyMap<string, Summary>, goals: Goals): Table {
  const own = all.get(ours.name);
  if (own === undefined) throw new Error(`${ours.name}: got no runs; expected ${ROUNDS}`);
  const firstChange = (name: string, other: Summary): string => {
    const cell = ratio(own.above, other.above);
    if (name !== awsCustomResource.name) return cell;
    const isMet = own.above.median / other.above.median <= MAX_RATIO;
    return goals.check(`Cold start, compared with ${name}`, cell, isMet, `at most ${MAX_RATIO} ×`);
  };
  return {
    columns: [`${ours.name}, compared with`, 'first change, above empty', 'response, above empty', 'memory'],
    rows: [...all]
      .filter(([name]) => name !== ours.name)
      .map(([name, other]) => [
        name,
        firstChange(name, other),
        ratio(own.responseAbove, other.responseAbove),
        ratio(own.memory, other.memory),
      ]),
  };
}
