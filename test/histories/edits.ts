import { identity, OWN_POOL, type IdentityName } from './account';
import { logicalIdOf, type Declaration } from './app';
import type { Edit } from './history';

type App = readonly Declaration[];

const COUNTRIES: Readonly<Partial<Record<IdentityName, IdentityName>>> = {
  'ALERTS/GB': 'ALERTS/FR',
  'ALERTS/FR': 'ALERTS/GB',
};

/** The app after an edit of its source; unchanged when the library would refuse the result. */
export function edited(app: App, edit: Edit): App {
  const next = applied(app, edit);
  return isAccepted(next) ? next : app;
}

function applied(app: App, edit: Edit): App {
  if (edit.edit === 'add') return [...app, edit.declaration];
  if (edit.edit === 'shift') return app.map((one, index) => ({ ...one, identity: edit.to[index] ?? one.identity }));
  const one = app.at(edit.which % Math.max(1, app.length));
  if (one === undefined) return app;
  const changed = (change: Partial<Declaration>): App =>
    app.map((other) => (other === one ? { ...one, ...change, ...excluded(change) } : other));
  switch (edit.edit) {
    case 'remove':
      return app.filter((other) => other !== one);
    case 'rename':
      return changed({ path: `${one.path}2` });
    case 're-parent':
      return changed({ path: `Parent/${one.path}` });
    case 'rewrite':
      return changed({ byArn: !one.byArn });
    case 'revise':
      return changed({ revision: one.revision + 1 });
    case 'change country':
      return changed({ identity: COUNTRIES[one.identity] ?? one.identity });
    case 'move':
      return changed({ pool: edit.to });
    case 'change':
      return changed(edit.to);
    case 'swap':
      return swapped(app, one, app.at(edit.with % app.length) ?? one);
  }
}

/** The library refuses both options at once, so the one that an edit sets takes the place of the other. */
function excluded({ adoptExisting, takeOwnership }: Partial<Declaration>): Partial<Declaration> {
  if (takeOwnership === true) return { adoptExisting: false };
  return adoptExisting === true ? { takeOwnership: false } : {};
}

/** The two exchange their pools. */
function swapped(app: App, one: Declaration, other: Declaration): App {
  return app.map((declaration) => {
    if (declaration === one) return { ...one, pool: other.pool };
    return declaration === other ? { ...other, pool: one.pool } : declaration;
  });
}

/** Whether the library accepts the app: no association twice, no number or agent in two pools, no option without a meaning. */
function isAccepted(app: App): boolean {
  return app.every(
    (one, index) =>
      (one.listed !== true || (one.pool === OWN_POOL && one.parameter === undefined && one.logicalId === undefined)) &&
      (!one.keepLastPhoneNumber || identity(one.identity).kind === 'number') &&
      app.slice(index + 1).every((other) => canJoin(one, other)),
  );
}

/** Whether the library accepts the two declarations in one app. */
export function canJoin(one: Declaration, other: Declaration): boolean {
  const isDistinct =
    one.identity !== other.identity || (identity(one.identity).kind === 'sender' && one.pool !== other.pool);
  return (
    isDistinct &&
    !overlap(one.path, other.path) &&
    logicalIdOf(one) !== logicalIdOf(other) &&
    !sharesParameter(one, other)
  );
}

function sharesParameter(one: Declaration, other: Declaration): boolean {
  return one.parameter !== undefined && one.parameter === other.parameter;
}

/** Two constructs can't share a path, and none of them is made to hold another. */
function overlap(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}
