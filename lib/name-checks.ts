import { Token } from 'aws-cdk-lib';
import { differ, parseArn } from './sms-voice-arn';

export type IdentityKind = 'phone-number' | 'sender-id' | 'rcs-agent';
export type NamedKind = IdentityKind | 'pool';

/** How the service names one kind of thing. */
interface Rule {
  /** With its article. */
  readonly title: string;
  readonly id: RegExp;
  readonly exampleId: string;
  /** What follows the kind in an ARN. */
  readonly arnName: RegExp;
  readonly exampleArnName: string;
  readonly lookUp: string;
}

const RULES: Readonly<Record<NamedKind, Rule>> = {
  pool: prefixed('a pool', 'pool-', 'describe-pools'),
  'phone-number': prefixed('a phone number', 'phone-', 'describe-phone-numbers'),
  'rcs-agent': prefixed('an RCS agent', 'rcs-', 'describe-rcs-agents'),
  'sender-id': {
    title: 'a sender ID',
    // Letters are what tells a sender ID from a number.
    id: /^(?=.*[A-Za-z])[A-Za-z0-9_-]{1,11}$/,
    exampleId: 'ACME',
    arnName: /^[A-Za-z0-9_-]{1,11}\/[A-Z]{2}$/,
    exampleArnName: 'ACME/GB',
    lookUp: 'describe-sender-ids',
  },
};

/** An id of 11 characters or fewer could be a sender ID: the function takes it for one, whatever its prefix. */
function prefixed(title: string, prefix: string, lookUp: string): Rule {
  const id = new RegExp(`^(?=.{12,})${prefix}[A-Za-z0-9_-]+$`);
  const exampleId = `${prefix}0123456789abcdef0123456789abcdef`;
  return { title, id, exampleId, arnName: id, exampleArnName: exampleId, lookUp };
}

/**
 * Checks an id, if it is known at synthesis.
 *
 * @param where what the user called or set; begins the message
 * @param arnRemedy what to use instead for an ARN
 */
export function checkId(kind: NamedKind, where: string, id: string, arnRemedy: string): void {
  const rule = RULES[kind];
  if (Token.isUnresolved(id) || rule.id.test(id)) return;
  const remedy = id.startsWith('arn:') ? `for an ARN use ${arnRemedy}` : lookUp(rule);
  throw new Error(
    `${where}: got '${id}'${looksLike(id)}; expected the id of ${rule.title}, like '${rule.exampleId}'; ${remedy}`,
  );
}

/** Checks an ARN, or as much of it as is known at synthesis. */
export function checkArn(kind: NamedKind, where: string, arn: string): void {
  const rule = RULES[kind];
  const parts = parseArn(arn);
  if (parts === undefined && Token.isUnresolved(arn)) return;
  if (
    parts !== undefined &&
    !differ(parts.service, 'sms-voice') &&
    !differ(parts.kind, kind) &&
    (Token.isUnresolved(parts.name) || rule.arnName.test(parts.name))
  ) {
    return;
  }
  throw new Error(
    `${where}: got '${arn}'${looksLike(arn)}; expected the ARN of ${rule.title}, like ` +
      `'arn:PARTITION:sms-voice:REGION:ACCOUNT:${kind}/${rule.exampleArnName}'; ${lookUp(rule)}`,
  );
}

/** Checks an ISO 3166-1 alpha-2 country code, if it is known at synthesis. */
export function checkCountry(where: string, isoCountryCode: string | undefined): asserts isoCountryCode is string {
  if (Token.isUnresolved(isoCountryCode) || /^[A-Z]{2}$/.test(isoCountryCode ?? '')) return;
  const capitals = isoCountryCode?.toUpperCase() ?? '';
  const remedy = /^[A-Z]{2}$/.test(capitals) ? `write '${capitals}'` : 'the service needs it beside the identity';
  throw new Error(
    `${where}: got ${isoCountryCode === undefined ? 'none' : `'${isoCountryCode}'`} as the country; ` +
      `expected two capital letters (ISO 3166-1 alpha-2), like 'GB'; ${remedy}`,
  );
}

/** Checks two statements of one country, if both are known at synthesis. */
export function checkSameCountry(where: string, isoCountryCode: string, source: string, known: string): void {
  if (!differ(isoCountryCode, known)) return;
  throw new Error(
    `${where}: got '${isoCountryCode}' as the country, but ${source} says '${known}'; expected one country; correct the wrong one`,
  );
}

function lookUp(rule: Rule): string {
  return `look it up with \`aws pinpoint-sms-voice-v2 ${rule.lookUp}\``;
}

/** Says what a wrong value is, where that can be told: it is what the user mixed up. */
function looksLike(value: string): string {
  if (/^\+?\d{7,15}$/.test(value)) return ', a phone number in E.164 format';
  const kind = parseArn(value)?.kind;
  for (const [name, rule] of Object.entries(RULES)) {
    if (name === kind) return `, the ARN of ${rule.title}`;
    if (name !== 'sender-id' && rule.id.test(value)) return `, the id of ${rule.title}`;
  }
  return '';
}
