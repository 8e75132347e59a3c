import type { IdentityName, PoolName } from './account';
import type { ByHandStep, CallMoment, CallName, CheckStep, DeployStep, Step, Trouble } from './history';

/** What goes wrong in one deployment, with what somebody does by hand before it and with the stack after it. */
export interface OneTrouble extends Pick<DeployStep, 'fails' | 'onFailure' | 'trouble'> {
  readonly before?: readonly Step[];
  readonly after?: readonly ('roll back' | 'retry')[];
}

const CALLS: readonly CallName[] = ['associate', 'disassociate', 'read'];
const TIMES = ['before', 'after'] as const;

/** Before and after the first and second call of each kind. */
const MOMENTS: readonly CallMoment[] = CALLS.flatMap((on) =>
  [0, 1].flatMap((after) => TIMES.map((at) => ({ at, on, after }))),
);

const REPAIR = [{ repair: true }];

/** A check that repairs, and has been at work so long when the deployment begins: before or after each of its calls. */
const CHECKS: readonly CheckStep[] = [
  ...[60, 220, 340, 420, 500, 580, 700, 900].map((lead) => ({ lead })),
  ...[500, 1_000, 2_500].map((lead) => ({
    lead,
    faults: [{ kind: 'latency', on: 'associate', after: 0, times: 1, milliseconds: 2_000 }] as const,
  })),
].map((details) => ({ do: 'check', stack: 'One', checks: REPAIR, ...details }));

const RESPONSE: readonly CallMoment[] = TIMES.map((at) => ({ at, on: 'response', after: 0 }));

/** Every single trouble: a crash, cancellation, lost response, denial, refusal or change by hand, at each call, or a check. */
export function oneTrouble(identity: IdentityName, names: readonly (IdentityName | PoolName)[]): OneTrouble[] {
  const faults = (kind: 'drop-before' | 'drop-after' | 'access-denied', times: number): Trouble[] =>
    CALLS.flatMap((on) => [0, 1].map((after) => ({ faults: [{ kind, on, after, times }] })));
  const takenOut: ByHandStep = { do: 'by hand', identity, out: true };
  const hands: ByHandStep[] = [
    takenOut,
    { do: 'by hand', identity, out: true, into: 'pool B' },
    { do: 'by hand', identity, out: true, into: 'pool C' },
  ];
  const atTheEnd = { fails: 'at the end' } as const;
  return [
    {},
    atTheEnd,
    { ...atTheEnd, onFailure: 'DO_NOTHING', after: ['roll back'] },
    { ...atTheEnd, after: ['retry'] },
    { ...atTheEnd, trouble: { stackApi: { settings: { lagMilliseconds: 2_000 } } } },
    { ...atTheEnd, trouble: { stackApi: { settings: { denied: true } } } },
    {
      ...atTheEnd,
      trouble: { faults: [{ kind: 'access-denied', on: 'associate', after: 1, times: 10_000 }] },
      after: ['roll back'],
    },
    ...MOMENTS.map((moment) => ({ fails: moment })),
    ...[...MOMENTS, ...RESPONSE].map((moment) => ({ trouble: { crashes: [moment] } })),
    ...[...faults('drop-before', 1), ...faults('drop-after', 1), ...faults('access-denied', 10_000)].map((trouble) => ({
      trouble,
    })),
    ...names.flatMap((what) => (['invalid', 'denied'] as const).map((as) => ({ trouble: { refused: { what, as } } }))),
    ...hands.flatMap((hand) => [{ before: [hand] }, { before: [hand], ...atTheEnd }]),
    ...CHECKS.map((check) => ({ before: [takenOut, check] })),
    ...MOMENTS.map((at) => ({ before: [takenOut], trouble: { scheduled: { at, checks: REPAIR } } })),
    ...MOMENTS.map((at) => ({ trouble: { hand: { at, identity } } })),
  ];
}
