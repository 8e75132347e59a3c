import { type Environment, smsVoiceArn } from '../util/arn';
import { InvalidProperty } from '../util/errors';
import { canonicalName, parseIdOrArn } from './id-or-arn';

export type Kind = 'phone number' | 'sender ID' | 'RCS agent';

export interface OriginationIdentity {
  readonly kind: Kind;
  /** As the template names it, by id or ARN, which is how it is sent to the service. */
  readonly sent: string;
  readonly id: string;
  readonly arn: string;
  /** Phone numbers and sender IDs always have one; an RCS agent only if the template gives one. */
  readonly isoCountryCode: string | undefined;
  /** Equal for the id and the ARN of one identity: `phone-…`, `rcs-…` or `SENDER/GB`. */
  readonly key: string;
}

const RULE =
  'expected the id or ARN of a phone number (phone-…), sender ID or RCS agent (rcs-…); ' +
  'for a number in E.164 format (+1206…) take its id from describe-phone-numbers';
const COUNTRY_RULE = 'expected an ISO 3166-1 alpha-2 country in capitals, such as US';
const SENDER_ID_MAX_LENGTH = 11;

export function parseOriginationIdentity(
  value: unknown,
  country: unknown,
  environment: Environment,
): OriginationIdentity {
  const expected = { property: 'OriginationIdentity', noun: 'an identity', rule: RULE };
  const { sent, arn } = parseIdOrArn(value, expected, environment);
  const { kind, id, ownCountry } = arn === undefined ? parseId(sent) : parseResource(arn.resource, value);
  const declared = parseCountry(country);
  if (ownCountry !== undefined && declared !== undefined && ownCountry !== declared)
    throw new InvalidProperty('IsoCountryCode', country, `expected ${ownCountry}, as the sender ID's ARN says`);
  const isoCountryCode = declared ?? ownCountry;
  if (isoCountryCode === undefined && kind !== 'RCS agent')
    throw new InvalidProperty('IsoCountryCode', country, `${COUNTRY_RULE}: the service needs it for a ${kind}`);
  const name = kind === 'sender ID' ? `${id}/${isoCountryCode ?? ''}` : id;
  return {
    kind,
    sent,
    id,
    arn: arn === undefined ? smsVoiceArn(environment, `${RESOURCE_TYPES[kind]}/${name}`) : sent,
    isoCountryCode,
    key: canonicalName(arn, name, environment),
  };
}

interface ParsedName {
  readonly kind: Kind;
  readonly id: string;
  readonly ownCountry?: string | undefined;
}

const RESOURCE_TYPES = { 'phone number': 'phone-number', 'sender ID': 'sender-id', 'RCS agent': 'rcs-agent' } as const;

/** What follows the account in an ARN: an id and, for a sender ID only, a country. */
const RESOURCES = [
  ['phone number', /^phone-number\/([^/]+)$/],
  ['sender ID', /^sender-id\/([^/]+)\/([A-Z]{2})$/],
  ['RCS agent', /^rcs-agent\/([^/]+)$/],
] as const;

/** A sender ID has at most 11 characters, so only a longer text is a prefixed id, and `rcs-news` is a sender ID. */
function parseId(id: string): ParsedName {
  if (id.length <= SENDER_ID_MAX_LENGTH && /^[A-Za-z0-9_-]+$/.test(id)) return { kind: 'sender ID', id };
  if (/^phone-[A-Za-z0-9_-]+$/.test(id)) return { kind: 'phone number', id };
  if (/^rcs-[A-Za-z0-9_-]+$/.test(id)) return { kind: 'RCS agent', id };
  throw new InvalidProperty('OriginationIdentity', id, RULE);
}

function parseResource(resource: string, value: unknown): ParsedName {
  for (const [kind, pattern] of RESOURCES) {
    const [, id, ownCountry] = pattern.exec(resource) ?? [];
    if (id !== undefined) return { kind, id, ownCountry };
  }
  throw new InvalidProperty('OriginationIdentity', value, RULE);
}

function parseCountry(country: unknown): string | undefined {
  if (country === undefined || country === '') return undefined;
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country))
    throw new InvalidProperty('IsoCountryCode', country, COUNTRY_RULE);
  return country;
}
