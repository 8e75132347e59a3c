import { figure, shown } from './figure';
import type { Measurement, Table } from './report';
import { BundledProgram, type Sample } from './synth/bundled-program';
import { LIMITS, type TemplateSize, templateSize } from './synth/template-size';

const ROUNDS = 5;
/** An account's quota. */
const MAX_POOLS = 25;
/** How many associations an app declares. Without any, it has no provider either. */
const SIZES = [0, 1, 100, 400];

/** The cost of a synthesis, and the size of its template against the limits. */
export const measureSynth: Measurement = async () => {
  const program = await BundledProgram.inTemporaryFolder();
  try {
    await program.build();
    const samples = new Map(SIZES.map((associations): [number, Sample[]] => [associations, []]));
    // Every app in turn, so that the load of the machine is the same for all.
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [associations, taken] of samples)
        taken.push(await program.run({ associations, pools: Math.min(associations, MAX_POOLS) }));
    const sizes = await Promise.all([1, 400].map((associations) => templateSize(program.template(associations))));
    return { title: 'Synthesis', paragraphs: [METHOD], tables: [costTable(samples), limitTable(sizes)] };
  } finally {
    await program.remove();
  }
};

const SAMPLED: readonly (readonly [string, (sample: Sample) => number])[] = [
  ["app's creation to end of synthesis, ms", ({ synthesis }) => synthesis],
  ['whole process, ms', ({ process }) => process],
  ['peak memory of the process, MB', ({ megabytes }) => megabytes],
];

function costTable(samples: ReadonlyMap<number, readonly Sample[]>): Table {
  return {
    columns: ['associations', ...SIZES.map(String)],
    rows: SAMPLED.map(([title, value]) => [
      title,
      ...SIZES.map((associations) => shown(figure((samples.get(associations) ?? []).map(value)), 0)),
    ]),
  };
}

const SIZED: readonly (readonly [string, keyof TemplateSize])[] = [
  ['resources', 'resources'],
  ['bytes of the template as CDK writes it', 'bytes'],
  ["characters of inline policies of the function's role", 'policyCharacters'],
];

function limitTable(sizes: readonly TemplateSize[]): Table {
  return {
    columns: ['one stack', 'limit', '1 association', '400 associations'],
    rows: SIZED.map(([title, size]) => [title, grouped(LIMITS[size]), ...sizes.map((each) => grouped(each[size]))]),
  };
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

const METHOD =
  `Phone numbers, sender IDs and RCS agents, in ${MAX_POOLS} pools that are known by id (one association: one pool). Medians ` +
  `of ${ROUNDS} rounds with their range, every app in turn, each in a process of its own that runs compiled JavaScript, with ` +
  "aws-cdk-lib as npm installs it. CDK's analysis of the finished template (`builtinCloudFormationValidation`) is off. " +
  'Characters of policies are counted as IAM does, without white space, in a region with a long name.';
