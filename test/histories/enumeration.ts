import type { IdentityName, PoolName } from './account';
import { type Declaration, NO_OPTIONS } from './app';
import { COMBINATIONS } from './combinations';
import type { DeployStep, Edit, History, StackName, Step } from './history';
import { oneTrouble, type OneTrouble } from './one-trouble';

// Every small history: two deployments, or three where the first adopts, of one association, over two pools, two identities
// and two stacks, with each option; one trouble at each call of the last deployment; then everything is destroyed. What
// swaps like for like is left out: a history begins with the first identity of its kind, in pool A.

const KINDS = [
  ['number 1', 'number 2'],
  ['ALERTS/GB', 'NEWS/GB'],
  ['agent 1', 'agent 2'],
] as const;

type Options = Partial<Declaration>;

interface Beginning {
  /** Where somebody put the identity before. */
  readonly before?: PoolName;
  /** The options of each deployment before the last. */
  readonly options: readonly Options[];
}

function beginnings(identity: IdentityName): Beginning[] {
  const isNumber = identity === 'number 1';
  return [
    ...[{}, { adoptExisting: true }, { takeOwnership: true }, { retain: true }].map((option) => ({
      options: [option],
    })),
    ...(isNumber ? [{ options: [{ keepLastPhoneNumber: true }] }] : []),
    ...(identity === 'ALERTS/GB' ? [{ before: 'pool B' as const, options: [{}] }] : []),
    ...[[], [{ takeOwnership: true }], [{}]].map((then) => ({
      before: 'pool A' as const,
      options: [{ adoptExisting: true }, ...then],
    })),
  ];
}

/** What the last deployment changes. */
interface Ending {
  readonly edits: readonly Edit[];
  readonly stack?: StackName;
  readonly ownPool?: boolean;
  /** Whether pool B or the second identity comes into it. */
  readonly names: readonly (IdentityName | PoolName)[];
}

function endings(identity: IdentityName, other: IdentityName): Ending[] {
  const change = (to: Options): Edit => ({ edit: 'change', which: 0, to });
  const ends: { to: Options; names: Ending['names'] }[] = [
    { to: {}, names: [] },
    { to: { pool: 'pool B' }, names: ['pool B'] },
    { to: { identity: other }, names: [other] },
    { to: { pool: 'pool B', identity: other }, names: ['pool B', other] },
  ];
  const options: Options[] = [{}, { adoptExisting: true }, { takeOwnership: true }];
  const updates = ends.flatMap(({ to, names }) =>
    options.map((option) => ({
      names,
      edits: [change({ ...NO_OPTIONS, ...option, ...to }), { edit: 'revise', which: 0 } as const],
    })),
  );
  const other2 = { path: 'Other', logicalId: 'OwnTwo' };
  return [
    ...updates,
    { edits: [{ edit: 'remove', which: 0 }], names: [] },
    { edits: [change({ logicalId: 'OwnTwo' })], names: [] },
    { edits: [change({ logicalId: 'OwnTwo', pool: 'pool B' })], names: ['pool B'] },
    { edits: [change({ logicalId: 'OwnTwo', identity: other })], names: [other] },
    { edits: [change({ listed: true, logicalId: undefined })], names: [], ownPool: true },
    { edits: [add(other, other2)], names: [other] },
    ...[{}, { adoptExisting: true }].map((option) => ({
      edits: [add(identity, option)],
      names: [],
      stack: 'Two' as const,
    })),
  ];
}

function add(identity: IdentityName, options: Options): Edit {
  const declaration = {
    path: 'Line',
    identity,
    pool: 'pool A' as const,
    ...NO_OPTIONS,
    logicalId: 'OwnOne',
    ...options,
  };
  return { edit: 'add', declaration };
}

/** All of them, in an order that never changes, each under one combination of the settings. */
export function* smallHistories(): Generator<History> {
  let count = 0;
  for (const [identity, other] of KINDS) {
    for (const beginning of beginnings(identity)) {
      for (const ending of endings(identity, other)) {
        for (const trouble of oneTrouble(identity, ending.names)) {
          const settings = COMBINATIONS[count % COMBINATIONS.length] ?? {};
          count += 1;
          const steps = stepsOf(identity, beginning, ending, trouble);
          yield { settings, anchors: true, ownPool: ending.ownPool === true, steps };
        }
      }
    }
  }
}

function stepsOf(identity: IdentityName, { before, options }: Beginning, ending: Ending, one: OneTrouble): Step[] {
  const [first = {}, ...then] = options;
  const { edits, stack = 'One' } = ending;
  const { before: beforehand = [], after = [], ...details } = one;
  const last: DeployStep = { do: 'deploy', stack, edits, ...details };
  return [
    ...(before === undefined ? [] : [{ do: 'by hand', identity, out: true, into: before } as const]),
    { do: 'deploy', stack: 'One', edits: [add(identity, first)] },
    ...then.map((option): Step => {
      const to = { adoptExisting: false, takeOwnership: false, ...option };
      return { do: 'deploy', stack: 'One', edits: [{ edit: 'change', which: 0, to }] };
    }),
    ...beforehand,
    last,
    ...after.map((how): Step =>
      how === 'roll back' ? { do: 'roll back', stack } : { do: 'deploy', stack, edits, isRetry: true },
    ),
    { do: 'destroy', stack: 'Two' },
    { do: 'destroy', stack: 'One' },
  ];
}
