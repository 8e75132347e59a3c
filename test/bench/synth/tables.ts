import { ROLE_LIMITS, STACK_LIMITS } from '../../cloudformation/limits';
import { type Figure, figure, ratio, shown } from '../figure';
import type { Table } from '../report';
import type { Sample, SynthApp } from './bundled-program';
import type { Growth, TemplateSize } from './template-size';

/** The same associations, declared with this library and with `AwsCustomResource`. */
export interface Pair {
  readonly ours: SynthApp;
  readonly theirs: SynthApp;
}

const LIMITS: TemplateSize = {
  resources: STACK_LIMITS.resources,
  bytes: STACK_LIMITS.templateBytes,
  policyCharacters: ROLE_LIMITS.inlinePolicyCharacters,
};

const SAMPLED: readonly (readonly [string, (sample: Sample) => number])[] = [
  ["app's creation to end of synthesis, ms", ({ synthesis }) => synthesis],
  ['whole process, ms', ({ process }) => process],
  ['peak memory of the process, MB', ({ megabytes }) => megabytes],
];

const SIZED: readonly (readonly [string, keyof TemplateSize])[] = [
  ['resources', 'resources'],
  ['bytes of the template as CDK writes it', 'bytes'],
  ["characters of inline policies of the function's role", 'policyCharacters'],
];

export function costTable(
  samples: ReadonlyMap<SynthApp, readonly Sample[]>,
  pairs: readonly Pair[],
  empty: SynthApp,
): Table {
  return {
    columns: ['', 'associations', 'this library', '`AwsCustomResource`', 'ratio', 'an empty app'],
    rows: SAMPLED.flatMap(([title, value]) => {
      const taken = (app: SynthApp): Figure => figure((samples.get(app) ?? []).map(value));
      return pairs.map(({ ours, theirs }) => [
        title,
        String(ours.associations),
        shown(taken(ours), 0),
        shown(taken(theirs), 0),
        ratio(taken(ours), taken(theirs)),
        shown(taken(empty), 0),
      ]);
    }),
  };
}

export function limitTable(ours: Growth, theirs: Growth): Table {
  return {
    columns: [
      'one stack',
      'limit',
      ...['this library', '`AwsCustomResource`'].flatMap((name) => [
        `${name}, 1`,
        `${name}, ${ours.associations}`,
        'each adds',
      ]),
    ],
    rows: SIZED.map(([title, size]) => [title, grouped(LIMITS[size]), ...cells(ours, size), ...cells(theirs, size)]),
  };
}

/** How many associations fit into each limit. */
export function mostWithinLimits(growth: Growth): TemplateSize {
  const most = (size: keyof TemplateSize): number =>
    1 + Math.floor((LIMITS[size] - growth.one[size]) / addedByEach(growth, size));
  return { resources: most('resources'), bytes: most('bytes'), policyCharacters: most('policyCharacters') };
}

function cells(growth: Growth, size: keyof TemplateSize): string[] {
  const many = growth.many[size];
  return [
    grouped(growth.one[size]),
    grouped(many) + (many > LIMITS[size] ? ', too many' : ''),
    addedByEach(growth, size).toFixed(2),
  ];
}

/** Includes a share of the resources that each pool has once. */
function addedByEach({ associations, one, many }: Growth, size: keyof TemplateSize): number {
  return (many[size] - one[size]) / (associations - 1);
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
