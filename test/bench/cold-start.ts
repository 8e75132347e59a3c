import { coldStart, type ColdStart, emptyProcess } from './cold-start/run';
import { type Figure, figure, ratio, shown } from './figure';
import type { Measurement, Section } from './report';
import { withByHandBundle } from './rivals/by-hand-bundle';
import { awsCustomResource, ours, plainHandler, providerFramework, type Rival } from './rivals/rival';

const ROUNDS = 40;

/** Fresh processes, each from its start to the first call that changes anything, and to the answer. */
export const measureColdStart: Measurement = () =>
  withByHandBundle(async (byHand) =>
    report(await rounds([ours, awsCustomResource, providerFramework(byHand), plainHandler(byHand)])),
  );

interface Rounds {
  readonly empty: readonly { readonly start: number; readonly memory: number }[];
  readonly starts: ReadonlyMap<string, readonly ColdStart[]>;
}

/** One after the other, in turns, so that whatever else the machine does is the same for all. */
async function rounds(rivals: readonly Rival[]): Promise<Rounds> {
  const empty: Rounds['empty'][number][] = [];
  const starts = new Map<string, ColdStart[]>(rivals.map(({ name }) => [name, []]));
  // The round before the first fills the caches of files, and warms up the service.
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
      `Before its first call ${ours.name} makes one read, which the others don't, and one after it. ${awsCustomResource.name} ` +
        "is the handler in aws-cdk-lib without the installation of the newest SDK: it takes the client from the runtime's " +
        `own, and its answer, which it can only send over TLS, is led to the same place without. The plain handler is written by hand: it makes the call and answers, bundled by esbuild without options.`,
      "The CDK's Provider framework calls the plain handler through Lambda, so its time has the start of a second process " +
        'in it, and in the account that of a second function; its memory is that of the first.',
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
  const own = all.get(ours.name);
  const others = [...all].filter(([name]) => name !== ours.name);
  if (own === undefined) throw new Error(`got no runs of ${ours.name}; expected ${ROUNDS}`);
  return {
    columns: [`${ours.name}, compared with`, 'first call, above empty', 'answer, above empty', 'memory'],
    rows: others.map(([name, other]) => [
      name,
      ratio(own.above, other.above),
      ratio(own.answerAbove, other.answerAbove),
      ratio(own.memory, other.memory),
    ]),
  };
}
