import type { Measurement } from './report';
import { BundledProgram, type Sample, type SynthApp } from './synth/bundled-program';
import { costTable, limitTable, mostWithinLimits, type Pair } from './synth/tables';
import { type Growth, templateSize } from './synth/template-size';

const ROUNDS = 5;
/** An account's quota. */
const MAX_POOLS = 25;

const EMPTY: SynthApp = { declares: 'nothing', associations: 0, pools: 0 };
const ONE = pair(1);
const LARGEST = pair(400);
const PAIRS = [ONE, pair(100), LARGEST];

/** The cost of a synthesis, and the size of its template against the limits, beside `AwsCustomResource`. */
export const measureSynth: Measurement = async () => {
  const program = await BundledProgram.inTemporaryFolder();
  try {
    await program.build();
    const samples = await interleaved(program);
    const growth = async (one: SynthApp, many: SynthApp): Promise<Growth> => ({
      associations: many.associations,
      one: await templateSize(program.template(one)),
      many: await templateSize(program.template(many)),
    });
    const ours = await growth(ONE.ours, LARGEST.ours);
    const theirs = await growth(ONE.theirs, LARGEST.theirs);
    return {
      title: 'Synthesis',
      paragraphs: [METHOD, verdict(theirs)],
      tables: [costTable(samples, PAIRS, EMPTY), limitTable(ours, theirs)],
    };
  } finally {
    await program.remove();
  }
};

/** Every app in turn, so that the load of the machine is the same for all. */
async function interleaved(program: BundledProgram): Promise<ReadonlyMap<SynthApp, readonly Sample[]>> {
  const apps = [EMPTY, ...PAIRS.flatMap(({ ours, theirs }) => [ours, theirs])];
  const samples = new Map(apps.map((app): [SynthApp, Sample[]] => [app, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [app, taken] of samples) taken.push(await program.run(app));
  }
  return samples;
}

function pair(associations: number): Pair {
  const size = { associations, pools: Math.min(associations, MAX_POOLS) };
  return { ours: { declares: 'associations', ...size }, theirs: { declares: 'AWS custom resources', ...size } };
}

const METHOD =
  `Phone numbers, sender IDs and RCS agents, in ${MAX_POOLS} pools that are known by id (one association: one pool), ` +
  'declared with this library and with one `AwsCustomResource` each: Associate on create, Disassociate on delete, and ' +
  `rights on the pool's exact ARN only. Medians of ${ROUNDS} rounds with their range, every app in turn, each in a process ` +
  "of its own that runs compiled JavaScript, with aws-cdk-lib as npm installs it. CDK's analysis of the finished template " +
  '(`builtinCloudFormationValidation`) and its limit of 500 resources are off, so that large templates can be compared.';

function verdict(theirs: Growth): string {
  const { resources, policyCharacters } = mostWithinLimits(theirs);
  return (
    'Characters of policies are counted as IAM does, without white space, in a region with a long name. With ' +
    `\`AwsCustomResource\` one stack holds at most ${resources} associations, and the role of its function allows ` +
    `${policyCharacters}, because each association adds a policy.`
  );
}
