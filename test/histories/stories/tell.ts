import { expect, test } from '@jest/globals';
import type { CustomResourceRequest } from '../../cloudformation';
import type { Settings } from '../../sms-voice';
import { exists, IDENTITIES, POOLS, readable, reference, type IdentityName, type PoolName } from '../account';
import { type Declaration, NO_OPTIONS } from '../app';
import type {
  ByHandStep,
  CallMoment,
  Check,
  CheckStep,
  DeployStep,
  DestroyStep,
  Edit,
  GoneStep,
  History,
  RollBackStep,
  StackName,
  Step,
} from '../history';
import { runHistory, type Ending } from '../run-history';

/** What a story can be asked at its end. */
export interface Outcome {
  /** The statuses of the deployments, in order. */
  readonly statuses: readonly string[];
  readonly requests: readonly CustomResourceRequest[];
  /** The pools that the identity is in. */
  readonly poolsOf: (name: IdentityName) => readonly PoolName[];
  /** The reason of the last FAILED response that counted. */
  readonly reason: string;
  /** Where the identity was put, and when. */
  readonly associated: (name: IdentityName) => readonly { readonly pool: string; readonly time: number }[];
  /** What the checks of the schedule returned, in order; undefined for one that threw. */
  readonly checks: readonly unknown[];
  /** The physical ids that were responded with, as a transcript shows them. */
  readonly ids: readonly string[];
}

/** How a story ends; what is left out can be anything. */
export interface Expected {
  readonly statuses?: readonly string[];
  /** The last of the statuses. */
  readonly last?: string;
  /** The pools that each of these identities is in. */
  readonly pools?: Readonly<Record<string, readonly string[]>>;
  /** Parts of the reason. */
  readonly reason?: string | RegExp | readonly string[];
  /** A part of what each check returned. */
  readonly checks?: readonly object[];
  readonly also?: (outcome: Outcome) => void;
}

/** Different services that the real one may be like; each story happens under all of them. */
const SERVICES: readonly Partial<Settings>[] = [
  { replayedToken: 'remembered', statusDelayMilliseconds: 0, disassociateAbsent: 'by-kind' },
  { replayedToken: 'executed', statusDelayMilliseconds: 3_000, disassociateAbsent: 'not-found' },
  {
    replayedToken: 'remembered',
    statusDelayMilliseconds: 3_000,
    readLagMilliseconds: 1_500,
    disassociateAbsent: 'conflict',
  },
  {
    replayedToken: 'executed',
    statusDelayMilliseconds: 0,
    requestsPerSecond: 1,
    associatedReason: 'RESOURCE_ALREADY_ASSOCIATED',
  },
];

/** The same without the token's proof of who made an association. */
export const REMEMBERING = SERVICES.filter(({ replayedToken }) => replayedToken === 'remembered');

/** One story: every promise is checked after each of its steps, and the outcome at its end. */
export function story(
  name: string,
  told: readonly Step[] | (Partial<History> & Pick<History, 'steps'>),
  expected: Expected,
  services: readonly Partial<Settings>[] = SERVICES,
): void {
  const history = 'steps' in told ? told : { steps: told };
  test(
    name,
    async () => {
      for (const service of services) {
        const settings = { ...service, ...history.settings };
        compare(outcomeOf(await runHistory({ anchors: true, ...history, settings })), expected);
      }
    },
    60_000,
  );
}

function compare(outcome: Outcome, { statuses, last, pools, reason = [], checks, also }: Expected): void {
  if (statuses !== undefined) expect(outcome.statuses).toEqual(statuses);
  if (last !== undefined) expect(outcome.statuses.at(-1)).toBe(last);
  for (const part of [reason].flat()) expect(outcome.reason).toMatch(part);
  if (checks !== undefined) expect(outcome.checks).toMatchObject(checks);
  const names = IDENTITIES.map(({ name }) => name).filter((name) => pools?.[name] !== undefined);
  expect(Object.fromEntries(names.map((name) => [name, outcome.poolsOf(name)]))).toEqual(pools ?? {});
  also?.(outcome);
}

function outcomeOf({ simulation, results }: Ending): Outcome {
  const { service, product, cloudFormation } = simulation;
  const { requests } = cloudFormation;
  const counted = requests.flatMap(({ responses }) => responses).filter(({ ignored }) => ignored === undefined);
  return {
    statuses: results.map(({ status }) => status),
    requests,
    poolsOf: (name) => {
      const pools = exists(service, name) ? service.poolsOf(reference(name)) : [];
      return POOLS.filter((pool) => pools.includes(pool.id)).map((pool) => pool.name);
    },
    associated: (name) =>
      service.history
        .filter(({ kind, identity: id }) => kind === 'associated' && readable(id) === name)
        .map(({ pool, time }) => ({ pool: readable(pool), time })),
    checks: product.checks.map(({ ended }) => (ended !== undefined && 'result' in ended ? ended.result : undefined)),
    reason: counted
      .map(({ body }) => body)
      .filter((body) => body.includes('"FAILED"'))
      .join('\n'),
    ids: counted.map(({ body }) => readable(/"PhysicalResourceId":"([^"]*)"/.exec(body)?.[1] ?? '')),
  };
}

export function declared(identityName: IdentityName, pool: PoolName, options: Partial<Declaration> = {}): Declaration {
  return { path: identityName.replace(/\W/g, ''), identity: identityName, pool, ...NO_OPTIONS, ...options };
}

export function add(identityName: IdentityName, pool: PoolName, options?: Partial<Declaration>): Edit {
  return { edit: 'add', declaration: declared(identityName, pool, options) };
}

export const move = (to: PoolName): Edit => ({ edit: 'move', which: 0, to });
export const change = (to: Partial<Declaration>): Edit => ({ edit: 'change', which: 0, to });
export const remove: Edit = { edit: 'remove', which: 0 };
export const revise: Edit = { edit: 'revise', which: 0 };

type Details = Omit<DeployStep, 'do' | 'stack' | 'edits'>;

export function deploy(edits: Edit | readonly Edit[], details: Details = {}, stack: StackName = 'One'): DeployStep {
  return { do: 'deploy', stack, edits: 'edit' in edits ? [edits] : edits, ...details };
}

export function destroy(stack: StackName = 'One', details: Omit<DestroyStep, 'do' | 'stack'> = {}): DestroyStep {
  return { do: 'destroy', stack, ...details };
}

export function byHand(identityName: IdentityName, into?: PoolName): ByHandStep {
  return { do: 'by hand', identity: identityName, out: true, ...(into === undefined ? {} : { into }) };
}

export function rollBack(details: Omit<RollBackStep, 'do' | 'stack'> = {}): RollBackStep {
  return { do: 'roll back', stack: 'One', ...details };
}

/** The schedule's check of stack One. */
export function check(...checks: readonly Check[]): CheckStep {
  return { do: 'check', stack: 'One', checks: checks.length === 0 ? [{ repair: true }] : checks };
}

/** Released, or deleted. */
export function lose(what: IdentityName | PoolName): GoneStep {
  return { do: 'lose', what };
}

/** The moment before or after a call, by its number from 0. */
export function moment(at: CallMoment['at'], on: CallMoment['on'], after = 0): CallMoment {
  return { at, on, after };
}

/** Stack One makes its first association. */
export const inPoolA = deploy(add('number 1', 'pool A'));
/** The deployment fails after everything else, and is rolled back. */
export const atTheEnd = { fails: 'at the end' } as const;
/** Where a parameter has the identity, the logical id stays when it changes. */
export const byParameter = { parameter: 'First' };
export const ROLLED_BACK = 'UPDATE_ROLLBACK_COMPLETE';
