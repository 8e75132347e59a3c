import { test } from '@jest/globals';
import type { CustomResourceRequest, StackResult } from '../../cloudformation';
import type { Settings } from '../../sms-voice';
import { exists, identity, POOLS, readable, type IdentityName, type PoolName } from '../account';
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
} from '../history';
import { runHistory } from '../run-history';

/** What a story can be asked at its end. */
export interface Outcome {
  /** The statuses of the deployments, in order. */
  readonly statuses: readonly string[];
  readonly results: readonly StackResult[];
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
  history: Partial<History> & Pick<History, 'steps'>,
  check: (outcome: Outcome) => void,
  services: readonly Partial<Settings>[] = SERVICES,
): void {
  test(
    name,
    async () => {
      for (const service of services) {
        const settings = { ...service, ...history.settings };
        const { simulation, results } = await runHistory({ anchors: true, ...history, settings });
        const { requests } = simulation.cloudFormation;
        check({
          results,
          statuses: results.map(({ status }) => status),
          requests,
          poolsOf: (identityName) => {
            const { id, kind } = identity(identityName);
            if (!exists(simulation.service, identityName)) return [];
            const pools = simulation.service.poolsOf(kind === 'sender' ? identityName : id);
            return POOLS.filter((pool) => pools.includes(pool.id)).map((pool) => pool.name);
          },
          associated: (name) =>
            simulation.service.history
              .filter(({ kind, identity: id }) => kind === 'associated' && readable(id) === name)
              .map(({ pool, time }) => ({ pool: readable(pool), time })),
          checks: simulation.product.checks.map(({ ended }) =>
            ended !== undefined && 'result' in ended ? ended.result : undefined,
          ),
          reason: requests
            .flatMap(({ responses }) => responses)
            .filter(({ ignored, body }) => ignored === undefined && body.includes('"FAILED"'))
            .map(({ body }) => body)
            .join('\n'),
          ids: requests
            .flatMap(({ responses }) => responses)
            .filter(({ ignored }) => ignored === undefined)
            .map(({ body }) => readable(/"PhysicalResourceId":"([^"]*)"/.exec(body)?.[1] ?? '')),
        });
      }
    },
    60_000,
  );
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

/** The deployment fails after everything else, and is rolled back. */
export const atTheEnd = { fails: 'at the end' } as const;
/** Where a parameter has the identity, the logical id stays when it changes. */
export const byParameter = { parameter: 'First' };
export const ROLLED_BACK = 'UPDATE_ROLLBACK_COMPLETE';
