import type { Conditions, Deed, Quota } from './conditions';
import type { FleetTally } from './fleet';

/** One combination of a number of associations, a quota and a kind of identity. */
export interface Cell {
  readonly associations: number;
  /** The quota in words. */
  readonly quota: string;
  readonly conditions: Conditions;
  readonly deeds: readonly Deed[];
  readonly rounds: number;
}

/** The rounds of each deed. */
export type Measured = Readonly<Partial<Record<Deed, readonly FleetTally[]>>>;

const RATES = [5, 20];
const SIZES = [1, 30, 100];
const LARGE = 100;
/** A large deployment takes long to simulate, and its times vary little. */
const rounds = (associations: number): number => (associations === LARGE ? 3 : 9);
/** CloudFormation doesn't start all resources at the same moment. */
const START_SECONDS = 3;

export const CELLS: readonly Cell[] = [
  ...SIZES.flatMap((associations) => cells(associations, '1/s', { requestsPerSecond: 1 })),
  ...RATES.flatMap((rate) => quotas(rate).flatMap(([title, quota]) => cells(LARGE, title, quota))),
];

/** Of each action of CloudFormation's API. */
export const STACK_REQUESTS_PER_SECOND = 8;

/** Both services throttle: a move asks its stack at each step, and a clean-up reads the stack's pool and its template. */
export const STACK_CELLS: readonly Cell[] = [
  { ownsPool: false, deeds: ['create', 'move', 'delete'] as const },
  { ownsPool: true, deeds: ['create', 'clean up'] as const },
].map(({ ownsPool, deeds }) => ({
  associations: LARGE,
  quota: ownsPool ? '1/s, beside a CfnPool' : '1/s',
  rounds: rounds(LARGE),
  conditions: {
    requestsPerSecond: 1,
    stackRequestsPerSecond: STACK_REQUESTS_PER_SECOND,
    startSeconds: START_SECONDS,
    ownsPool,
  },
  deeds,
}));

/** The same rate with what is unknown of it: how much a bucket holds, and whether there is one. */
function quotas(requestsPerSecond: number): [string, Quota][] {
  const rate = `${requestsPerSecond}/s`;
  return [
    ...[1, requestsPerSecond, 2 * requestsPerSecond].map((burst): [string, Quota] => [
      `${rate}, bucket of ${burst}`,
      { requestsPerSecond, burst },
    ]),
    [`${rate}, window of 1 s`, { requestsPerSecond, rateLimit: 'fixed-window' }],
  ];
}

function cells(associations: number, quota: string, limit: Quota): Cell[] {
  const conditions = { ...limit, startSeconds: associations === 1 ? 0 : START_SECONDS };
  const cell = { associations, quota, rounds: rounds(associations) };
  return [
    { ...cell, conditions, deeds: ['create', 'move', 'delete'] },
    { ...cell, conditions: { ...conditions, identities: 'sender ID' }, deeds: ['create'] },
  ];
}
