import { identity, type IdentityName } from './account';
import type { Declaration } from './app';
import type { Edit } from './history';

const COUNTRIES: Readonly<Partial<Record<IdentityName, IdentityName>>> = {
  'ALERTS/GB': 'ALERTS/FR',
  'ALERTS/FR': 'ALERTS/GB',
};

/** The app after an edit of its source; unchanged when the edit makes no sense. */
export function edited(app: readonly Declaration[], edit: Edit): readonly Declaration[] {
  if (edit.edit === 'add') return canJoin(app, edit.declaration) ? [...app, edit.declaration] : app;
  const one = app.at(edit.which % Math.max(1, app.length));
  if (one === undefined) return app;
  const others = app.filter((other) => other !== one);
  const replaced = (change: Partial<Declaration>): readonly Declaration[] => {
    const changed = { ...one, ...change };
    return canJoin(others, changed) ? app.map((other) => (other === one ? changed : other)) : app;
  };
  switch (edit.edit) {
    case 'remove':
      return others;
    case 'rename':
      return replaced({ path: `${one.path}2` });
    case 're-parent':
      return replaced({ path: `Parent/${one.path}` });
    case 'rewrite':
      return replaced({ byArn: !one.byArn });
    case 'revise':
      return replaced({ revision: one.revision + 1 });
    case 'change country':
      return replaced({ identity: COUNTRIES[one.identity] ?? one.identity });
    case 'move':
      return replaced({ pool: edit.to });
    case 'swap':
      return swapped(app, one, app.at(edit.with % app.length) ?? one);
  }
}

/** Whether the library accepts the declaration beside the others. */
export function canJoin(others: readonly Declaration[], declaration: Declaration): boolean {
  return others.every(
    (other) =>
      !overlap(other.path, declaration.path) &&
      (other.identity !== declaration.identity ||
        (identity(declaration.identity).kind === 'sender' && other.pool !== declaration.pool)),
  );
}

/** Two constructs can't share a path, and none of them is made to hold another. */
function overlap(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

/** The two exchange their pools. */
function swapped(app: readonly Declaration[], one: Declaration, other: Declaration): readonly Declaration[] {
  const [first, second] = [
    { ...one, pool: other.pool },
    { ...other, pool: one.pool },
  ];
  const rest = app.filter((declaration) => declaration !== one && declaration !== other);
  if (one === other || !canJoin(rest, first) || !canJoin([...rest, first], second)) return app;
  return app.map((declaration) => (declaration === one ? first : declaration === other ? second : declaration));
}
