import { type Home, parseArn, smsVoiceArn } from './arn';
import { InvalidProperty } from './invalid-property';
import { reference } from './reference';

export type Kind = 'phone number' | 'sender ID' | 'RCS agent';

/** A phone number, sender ID or RCS agent, named in the template by its id or its ARN. */
export interface OriginationIdentity {
  readonly kind: Kind;
  /** As the template names it, which is how it is sent to the service. */
  readonly sent: string;
  readonly id: string;
  readonly arn: string;
  /** Always there for phone numbers and sender IDs; RCS agents have a country only if the template gives one. */
  readonly isoCountryCode: string | undefined;
  /** `phone-…`, `rcs-…` or `SENDER/GB`, led by the account when it is another one's. */
  readonly key: string;
}

const RULE =
  'expected the id or ARN of a phone number (phone-…), sender ID or RCS agent (rcs-…); ' +
  'for a number in E.164 format (+1206…) take its id from describe-phone-numbers';
const COUNTRY_RULE = 'expected an ISO 3166-1 alpha-2 country in capitals, such as US';
const SENDER_ID_MAX_LENGTH = 11;

export function parseOriginationIdentity(value: unknown, country: unknown, home: Home): OriginationIdentity {
  const sent = reference('OriginationIdentity', value, RULE);
  const arn = parseArn(sent);
  const declared = parseCountry(country);
  if (arn === undefined) {
    const kind = kindOfId(sent);
    const isoCountryCode = requireCountry(kind, declared);
    const path = kind === 'sender ID' ? `${sent}/${isoCountryCode ?? ''}` : sent;
    return { kind, sent, id: sent, arn: smsVoiceArn(home, `${TYPES[kind]}/${path}`), isoCountryCode, key: path };
  }
  if (arn.service !== 'sms-voice') throw new InvalidProperty('OriginationIdentity', value, RULE);
  if (arn.region !== home.region)
    throw new InvalidProperty('OriginationIdentity', value, `expected an identity of ${home.region}`);
  const { kind, id, ownCountry } = kindOfResource(arn.resource, value);
  if (ownCountry !== undefined && declared !== undefined && ownCountry !== declared)
    throw new InvalidProperty('IsoCountryCode', country, `expected ${ownCountry}, as the sender ID's ARN says`);
  const isoCountryCode = requireCountry(kind, declared ?? ownCountry);
  const path = kind === 'sender ID' ? `${id}/${isoCountryCode ?? ''}` : id;
  const key = arn.account === home.account ? path : `${arn.account}:${path}`;
  return { kind, sent, id, arn: sent, isoCountryCode, key };
}

const TYPES = { 'phone number': 'phone-number', 'sender ID': 'sender-id', 'RCS agent': 'rcs-agent' } as const;

/** What follows the account in an ARN: an id and, of a sender ID only, a country. */
const RESOURCES = [
  ['phone number', /^phone-number\/([^/]+)$/],
  ['sender ID', /^sender-id\/([^/]+)\/([A-Z]{2})$/],
  ['RCS agent', /^rcs-agent\/([^/]+)$/],
] as const;

/** A sender ID is at most 11 characters long, so a longer text is told by its prefix, and `rcs-news` stays a sender ID. */
function kindOfId(id: string): Kind {
  if (id.length <= SENDER_ID_MAX_LENGTH && /^[A-Za-z0-9_-]+$/.test(id)) return 'sender ID';
  if (/^phone-[A-Za-z0-9_-]+$/.test(id)) return 'phone number';
  if (/^rcs-[A-Za-z0-9_-]+$/.test(id)) return 'RCS agent';
  throw new InvalidProperty('OriginationIdentity', id, RULE);
}

function kindOfResource(resource: string, value: unknown): { kind: Kind; id: string; ownCountry: string | undefined } {
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

function requireCountry(kind: Kind, country: string | undefined): string | undefined {
  if (country === undefined && kind !== 'RCS agent')
    throw new InvalidProperty('IsoCountryCode', country, `${COUNTRY_RULE}: the service needs it for a ${kind}`);
  return country;
}
