import { RemovalPolicy, Token } from 'aws-cdk-lib';
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
  options: Readonly<Partial<Record<Flag | 'removalPolicy' | 'revision', unknown>>>,
): void {
  for (const flag of FLAGS) checkFlag(association, flag, options[flag]);
  checkText(association, 'revision', options.revision);
  checkRemovalPolicy(association, options.removalPolicy);
  if (options.adoptExisting === true && options.takeOwnership === true) {
    throw problem(
      propOf(association, 'takeOwnership'),
      'true together with adoptExisting: true',
      'one of them, since an association is adopted in one deployment and owned from a later one on',
      'set adoptExisting alone and deploy; then replace it by takeOwnership',
    );
  }
  if (IDENTITY_KINDS[kind].phoneNumberOptions) return;
  for (const [flag, reason] of PHONE_NUMBERS_ONLY) {
    if (options[flag] !== true) continue;
    throw problem(
      propOf(association, flag),
      `true for ${IDENTITY_KINDS[kind].title}`,
      `true for phone numbers only, since ${reason}`,
      'leave it out',
    );
  }
}

const FLAGS = ['adoptExisting', 'takeOwnership', 'deferPending', 'keepLastPhoneNumber'] as const;
type Flag = (typeof FLAGS)[number];

const PHONE_NUMBERS_ONLY: readonly (readonly [Flag, string])[] = [
  ['keepLastPhoneNumber', 'the service lets a pool lose its last sender ID or RCS agent'],
  ['deferPending', 'the status of a sender ID or RCS agent does not keep it out of a pool'],
];

function checkRemovalPolicy(association: Construct, removalPolicy: unknown): void {
  if (removalPolicy !== RemovalPolicy.SNAPSHOT) return;
  throw problem(
    propOf(association, 'removalPolicy'),
    'SNAPSHOT',
    'DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, since an association has nothing to take a snapshot of',
    'to keep the identity in the pool use RETAIN',
  );
}
