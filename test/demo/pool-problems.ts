import type { Pool } from '../sms-voice';
import { type Declaration, keyOf, nameIn, type DemoAccount } from './demo-account';

/** In which ways the pools are not as they are declared; nothing when all is well. */
export function problemsWith(account: DemoAccount, declared: readonly Declaration[]): string[] {
  return [
    ...[account.support, account.marketing].flatMap((pool) => problemsIn(pool, account, declared)),
    ...inactive(account, declared),
    ...takenOut(account),
  ];
}

function problemsIn(pool: Pool, account: DemoAccount, declared: readonly Declaration[]): string[] {
  const keysOf = (associations: DemoAccount['others']): string[] =>
    associations.filter((association) => association.pool === pool).map(({ identity }) => keyOf(identity));
  const [ours, theirs] = [keysOf(declared), keysOf(account.others)];
  const contents = account.service.contents(pool);
  const lacks = (keys: readonly string[]): string[] => keys.filter((key) => !contents.includes(key));
  const problem = (key: string, verb: string, whose: string): string =>
    `pool ${nameIn(account, pool.id)} (${pool.id}) ${verb} the ${nameIn(account, key)} (${key}), ${whose}`;
  return [
    ...lacks(ours).map((key) => problem(key, 'lacks', 'which the stack declares')),
    ...lacks(theirs).map((key) => problem(key, 'lacks', "which is somebody else's")),
    ...contents
      .filter((key) => !ours.includes(key) && !theirs.includes(key))
      .map((key) => problem(key, 'holds', 'which nobody declares')),
  ];
}

/** A phone number that is in its pool can still be on its way there. */
function inactive(account: DemoAccount, declared: readonly Declaration[]): string[] {
  return declared.flatMap(({ identity }) => {
    if (identity.kind !== 'phone-number') return [];
    const status = account.service.status(identity);
    const name = nameIn(account, identity.id);
    return status === 'ACTIVE' ? [] : [`the ${name} (${identity.id}) is ${status}; expected ACTIVE`];
  });
}

/** What is in place again may have been missing for a moment. */
function takenOut(account: DemoAccount): string[] {
  return account.others.flatMap(({ pool, identity }) => {
    const losses = account.service.history.filter(
      ({ kind, by, ...change }) =>
        kind === 'disassociated' && by !== 'hand' && change.pool === pool.id && change.identity === keyOf(identity),
    );
    const name = nameIn(account, keyOf(identity));
    return losses.map(
      ({ by }) => `the ${name}, which is somebody else's, was taken out by ${by}, if only for a moment`,
    );
  });
}
