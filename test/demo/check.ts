import type { Pool } from '../sms-voice';
import { type Declaration, keyOf, nameIn, type Scene } from './scene';

/** In which ways the pools are not as they are declared; nothing when all is well. */
export function problemsWith(scene: Scene, declared: readonly Declaration[]): string[] {
  return [
    ...[scene.support, scene.marketing].flatMap((pool) => problemsIn(pool, scene, declared)),
    ...inactive(scene, declared),
    ...takenOut(scene),
  ];
}

function problemsIn(pool: Pool, scene: Scene, declared: readonly Declaration[]): string[] {
  const keysOf = (associations: Scene['others']): string[] =>
    associations.filter((association) => association.pool === pool).map(({ identity }) => keyOf(identity));
  const [ours, theirs] = [keysOf(declared), keysOf(scene.others)];
  const contents = scene.service.contents(pool);
  const lacks = (keys: readonly string[]): string[] => keys.filter((key) => !contents.includes(key));
  const problem = (key: string, verb: string, whose: string): string =>
    `pool ${nameIn(scene, pool.id)} (${pool.id}) ${verb} the ${nameIn(scene, key)} (${key}), ${whose}`;
  return [
    ...lacks(ours).map((key) => problem(key, 'lacks', 'which the stack declares')),
    ...lacks(theirs).map((key) => problem(key, 'lacks', "which is somebody else's")),
    ...contents
      .filter((key) => !ours.includes(key) && !theirs.includes(key))
      .map((key) => problem(key, 'holds', 'which nobody declares')),
  ];
}

/** A phone number that is in its pool can still be on its way there. */
function inactive(scene: Scene, declared: readonly Declaration[]): string[] {
  return declared.flatMap(({ identity }) => {
    if (identity.kind !== 'phone-number') return [];
    const status = scene.service.status(identity);
    const name = nameIn(scene, identity.id);
    return status === 'ACTIVE' ? [] : [`the ${name} (${identity.id}) is ${status}; expected ACTIVE`];
  });
}

/** What is in place again may have been missing for a moment. */
function takenOut(scene: Scene): string[] {
  return scene.others.flatMap(({ pool, identity }) => {
    const losses = scene.service.history.filter(
      ({ kind, by, ...change }) =>
        kind === 'disassociated' && by !== 'hand' && change.pool === pool.id && change.identity === keyOf(identity),
    );
    const name = nameIn(scene, keyOf(identity));
    return losses.map(
      ({ by }) => `the ${name}, which is somebody else's, was taken out by ${by}, if only for a moment`,
    );
  });
}
