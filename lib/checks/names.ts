import { Token } from 'aws-cdk-lib';
import type { IdentityKind } from '../naming/association-ends';
import { isKnown } from '../naming/known';
import { parseArn } from '../naming/sms-voice-arn';
import { arnFlaw } from './arn-flaw';
import { problem, shown, type Subject } from './problem';

export type NamedKind = IdentityKind | 'pool';

/** How the service names one kind of thing. */
interface Rule {
  /** With its article. */
  readonly title: string;
  /** What an id is, with an example. */
  readonly expectedId: string;
  /** What is wrong with an id; undefined if it can be one. */
  readonly idFlaw: (id: string) => string | undefined;
  /** What follows the kind in an ARN. */
  readonly exampleArnName: string;
  readonly lookUp: string;
}

const EXAMPLE_DIGITS = '0123456789abcdef0123456789abcdef';

const RULES: Readonly<Record<NamedKind, Rule>> = {
  pool: prefixed('a pool', 'pool-', hexDigitsFlaw, 'describe-pools'),
  'phone-number': prefixed('a phone number', 'phone-', hexDigitsFlaw, 'describe-phone-numbers'),
  // The form of an RCS agent's id is not documented.
  'rcs-agent': prefixed('an RCS agent', 'rcs-', lengthFlaw, 'describe-rcs-agents'),
  'sender-id': {
    title: 'a sender ID',
    expectedId: "a sender ID of 1 to 11 letters, digits, - or _, at least one of them a letter, like 'ACME'",
    idFlaw: senderIdFlaw,
    exampleArnName: 'ACME/GB',
    lookUp: 'describe-sender-ids',
  },
};

/** @param arnRemedy the factory for an ARN, given where an id belongs */
export function checkId(kind: NamedKind, subject: Subject, id: unknown, arnRemedy: string): asserts id is string {
  const rule = RULES[kind];
  if (typeof id !== 'string') throw problem(subject, shown(id), rule.expectedId, lookUp(rule));
  if (!isKnown(id)) return;
  const flaw = rule.idFlaw(id);
  if (flaw === undefined) return;
  const remedy = id.startsWith('arn:') ? `for an ARN use ${arnRemedy}` : lookUp(rule);
  throw problem(subject, `'${id}', ${looksLike(id) ?? flaw}`, rule.expectedId, remedy);
}

/** Checks an ARN, or as much of it as is known at synthesis. */
export function checkArn(kind: NamedKind, subject: Subject, arn: unknown): asserts arn is string {
  const rule = RULES[kind];
  const expected =
    `the ARN of ${rule.title}, like ` + `'arn:PARTITION:sms-voice:REGION:ACCOUNT:${kind}/${rule.exampleArnName}'`;
  if (typeof arn !== 'string') throw problem(subject, shown(arn), expected, lookUp(rule));
  const parts = parseArn(arn);
  // Placeholders are literal text, but no ARN.
  if (parts === undefined && (Token.isUnresolved(arn) || !isKnown(arn))) return;
  const flaw = parts === undefined ? 'which is not an ARN' : (arnFlaw(kind, parts) ?? nameFlaw(kind, parts.name));
  if (flaw !== undefined) throw problem(subject, `'${arn}', ${looksLike(arn, kind) ?? flaw}`, expected, lookUp(rule));
}

/** What is wrong with the last part of an ARN. */
function nameFlaw(kind: NamedKind, name: string): string | undefined {
  if (!isKnown(name)) return undefined;
  if (kind !== 'sender-id') return RULES[kind].idFlaw(name);
  const [senderId = '', country, ...rest] = name.split('/');
  if (country === undefined) return 'which has no country';
  if (rest.length > 0 || !/^[A-Z]{2}$/.test(country)) return `whose country is '${[country, ...rest].join('/')}'`;
  return senderIdFlaw(senderId);
}

/** An id of 11 characters or fewer could be a sender ID, and the function takes it for one, whatever its prefix. */
function prefixed(title: string, prefix: string, flaw: (rest: string) => string | undefined, lookUp: string): Rule {
  const exampleArnName = `${prefix}${EXAMPLE_DIGITS}`;
  return {
    title,
    expectedId: `the id of ${title}, like '${exampleArnName}'`,
    idFlaw: (id) => (id.startsWith(prefix) ? flaw(id.slice(prefix.length)) : `which does not begin with '${prefix}'`),
    exampleArnName,
    lookUp,
  };
}

function hexDigitsFlaw(rest: string): string | undefined {
  const [other] = /[^0-9a-f]/.exec(rest) ?? [];
  if (other !== undefined) return `in which '${other}' is no lower-case hex digit`;
  return rest.length === 32 ? undefined : `which has ${rest.length} hex digits instead of 32`;
}

function lengthFlaw(rest: string): string | undefined {
  const [other] = /[^A-Za-z0-9_-]/.exec(rest) ?? [];
  if (other !== undefined) return `in which '${other}' is not allowed`;
  return rest.length >= 8 ? undefined : 'which is too short';
}

function senderIdFlaw(senderId: string): string | undefined {
  const [other] = /[^A-Za-z0-9_-]/.exec(senderId) ?? [];
  if (other !== undefined) return `in which '${other}' is not allowed`;
  if (senderId.length < 1 || senderId.length > 11) return `which has ${senderId.length} characters`;
  // Letters distinguish a sender ID from a number.
  return /[A-Za-z]/.test(senderId) ? undefined : 'which has no letter';
}

function lookUp(rule: Rule): string {
  return `look it up with \`aws pinpoint-sms-voice-v2 ${rule.lookUp}\``;
}

/**
 * What a wrong value is instead, where that shows: users mix these up.
 *
 * @param arnKind the kind whose ARN is expected: that it is one of these explains nothing
 */
function looksLike(value: string, arnKind?: NamedKind): string | undefined {
  if (/^\+?\d{7,15}$/.test(value)) return 'a phone number in E.164 format';
  const arn = parseArn(value);
  for (const [kind, rule] of Object.entries(RULES)) {
    if (arn?.service === 'sms-voice' && arn.kind === kind && kind !== arnKind) {
      return `the ARN of ${rule.title}`;
    }
    if (arn === undefined && kind !== 'sender-id' && rule.idFlaw(value) === undefined) return `the id of ${rule.title}`;
  }
  return undefined;
}
