import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';
import { NAMED_KINDS, type NamedKind } from '../naming/kinds';
import { parseSmsVoiceArn } from '../naming/sms-voice-arn';
import { isKnown } from '../util/known';
import { arnFlaw } from './arn-flaw';
import { problem, shown, type Subject } from './problem';

/** @param arnRemedy the factory for an ARN, given where an id belongs */
export function checkId(kind: NamedKind, subject: Subject, id: unknown, arnRemedy: string): asserts id is string {
  const { expectedId, idFlaw } = NAMED_KINDS[kind];
  if (typeof id !== 'string') throw problem(subject, shown(id), expectedId, lookUp(kind));
  checkResource(kind, subject, id, expectedId);
  if (!isKnown(id)) return;
  const flaw = idFlaw(id);
  if (flaw === undefined) return;
  const remedy = id.startsWith('arn:') ? `for an ARN use ${arnRemedy}` : lookUp(kind);
  throw problem(subject, `'${id}', ${looksLike(id) ?? flaw}`, expectedId, remedy);
}

/** Checks an ARN, or as much of it as is known at synthesis. */
export function checkArn(kind: NamedKind, subject: Subject, arn: unknown): asserts arn is string {
  const { title, exampleArnName, arnNameFlaw } = NAMED_KINDS[kind];
  const expected = `the ARN of ${title}, like 'arn:PARTITION:sms-voice:REGION:ACCOUNT:${kind}/${exampleArnName}'`;
  if (typeof arn !== 'string') throw problem(subject, shown(arn), expected, lookUp(kind));
  checkResource(kind, subject, arn, expected);
  const parts = parseSmsVoiceArn(arn);
  // Placeholders are literal text, but no ARN.
  if (parts === undefined && (Token.isUnresolved(arn) || !isKnown(arn))) return;
  const nameFlaw = parts !== undefined && isKnown(parts.name) ? arnNameFlaw(parts.name) : undefined;
  const flaw = parts === undefined ? 'which is not an ARN' : (arnFlaw(kind, parts) ?? nameFlaw);
  if (flaw !== undefined) throw problem(subject, `'${arn}', ${looksLike(arn, kind) ?? flaw}`, expected, lookUp(kind));
}

/** Checks the resource of the app that a value refers to, and what it takes from it. */
function checkResource(kind: NamedKind, subject: Subject, value: string, expected: string): void {
  for (const token of Tokenization.reverseString(value).tokens) {
    if (!Reference.isReference(token) || !CfnResource.isCfnResource(token.target)) continue;
    const { cfnResourceType: type, node } = token.target;
    const other = Object.values(NAMED_KINDS).find(({ resourceType }) => resourceType === type);
    const namesItself = ['Ref', 'Arn'].includes(token.displayName);
    const isE164 = type === NAMED_KINDS['phone-number'].resourceType && token.displayName === 'PhoneNumber';
    if (!isE164 && (other === undefined || !namesItself || type === NAMED_KINDS[kind].resourceType)) continue;
    const got = isE164 ? 'a phone number in E.164 format' : `a reference to ${other?.title ?? type}`;
    throw problem(
      subject,
      `the attribute ${token.displayName} of '${node.path}', ${got}`,
      expected,
      'pass the construct, or its attribute for the id or ARN',
    );
  }
}

function lookUp(kind: NamedKind): string {
  return `look it up with \`aws pinpoint-sms-voice-v2 ${NAMED_KINDS[kind].lookUp}\``;
}

/**
 * What a wrong value is instead, where that shows: users mix these up.
 *
 * @param arnKind the kind whose ARN is expected: that it is one of these explains nothing
 */
function looksLike(value: string, arnKind?: NamedKind): string | undefined {
  if (/^\+?\d{7,15}$/.test(value)) return 'a phone number in E.164 format';
  if (/^\+?[\d ().-]{7,20}$/.test(value) && /\d{3}/.test(value)) return 'a phone number itself, not its id';
  const arn = parseSmsVoiceArn(value);
  for (const [kind, { title, idFlaw }] of Object.entries(NAMED_KINDS)) {
    if (arn?.service === 'sms-voice' && arn.kind === kind && kind !== arnKind) return `the ARN of ${title}`;
    if (arn === undefined && kind !== 'sender-id' && idFlaw(value) === undefined) return `the id of ${title}`;
  }
  return undefined;
}
