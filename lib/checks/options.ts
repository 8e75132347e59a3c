import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { IDENTITY_KINDS, type IdentityKind } from '../naming/kinds';
import { problem, propOf, shown } from './problem';

/** Checks that a flag is a boolean: a value from the context of the CLI is a string. */
export function checkFlag(construct: Construct, prop: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return;
  throw problem(
    propOf(construct, prop),
    shown(value),
    'true or false',
    "compare a context value, which is a string: `tryGetContext('…') === 'true'`",
  );
}

/** Checks that an optional value is a string. */
export function checkText(construct: Construct, prop: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return;
  throw problem(propOf(construct, prop), shown(value), 'a string', 'write it in quotes');
}

/** Checks that an optional number, if it is known at synthesis, is within its limits. */
export function checkNumber(construct: Construct, prop: string, value: unknown, min: number, max: number): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return;
  const expected = max === Infinity ? `a whole number of ${min} or more` : `a whole number from ${min} to ${max}`;
  throw problem(propOf(construct, prop), shown(value), expected, 'correct it or leave it out');
}

/** Checks the options of an association beside its ends. */
export function checkAssociationOptions(
  association: Construct,
  kind: IdentityKind,
  options: Readonly<Partial<Record<'adoptExisting' | 'takeOwnership' | 'keepLastPhoneNumber' | 'revision', unknown>>>,
): void {
  checkFlag(association, 'adoptExisting', options.adoptExisting);
  checkFlag(association, 'takeOwnership', options.takeOwnership);
  checkFlag(association, 'keepLastPhoneNumber', options.keepLastPhoneNumber);
  checkText(association, 'revision', options.revision);
  if (options.keepLastPhoneNumber !== true || IDENTITY_KINDS[kind].phoneNumberOptions) return;
  throw problem(
    propOf(association, 'keepLastPhoneNumber'),
    `true for ${IDENTITY_KINDS[kind].title}`,
    'true for phone numbers only, since the service lets a pool lose its last sender ID or RCS agent',
    'leave it out',
  );
}
