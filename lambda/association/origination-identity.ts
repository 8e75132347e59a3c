import { type Environment, smsVoiceArn } from '../util/arn';
import { InvalidProperty } from '../util/errors';
import { keyOf, parseIdOrArn } from './id-or-arn';
import { type IdentityKind, IDENTITY_KINDS, kindOfArn, kindOfId } from './identity-kind';

export interface OriginationIdentity {
  readonly kind: IdentityKind;
  /** As the template names it, which is how it is sent to the service. */
  readonly idOrArn: string;
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

export function parseOriginationIdentity(
  value: unknown,
  country: unknown,
  environment: Environment,
): OriginationIdentity {
  const expected = { property: 'OriginationIdentity', noun: 'an identity', rule: RULE };
  const { idOrArn, arn } = parseIdOrArn(value, expected, environment);
  const parsed = arn === undefined ? kindOfId(idOrArn) : kindOfArn(arn.resource);
  if (parsed === undefined) throw new InvalidProperty('OriginationIdentity', value, RULE);
  const { kind, id } = parsed;
  const isoCountryCode = parseCountry(country, parsed.isoCountryCode);
  const { noun, needsCountry, resourceName } = IDENTITY_KINDS[kind];
  if (isoCountryCode === undefined && needsCountry)
    throw new InvalidProperty('IsoCountryCode', country, `${COUNTRY_RULE}: the service needs it for a ${noun}`);
  const name = resourceName(id, isoCountryCode ?? '');
  return {
    kind,
    idOrArn,
    id,
    arn: arn === undefined ? smsVoiceArn(environment, `${kind}/${name}`) : idOrArn,
    isoCountryCode,
    key: keyOf(arn, name, environment),
  };
}

/** @param inArn the country that the ARN of a sender ID has */
function parseCountry(country: unknown, inArn: string | undefined): string | undefined {
  if (country === undefined || country === '') return inArn;
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country))
    throw new InvalidProperty('IsoCountryCode', country, COUNTRY_RULE);
  if (inArn !== undefined && inArn !== country)
    throw new InvalidProperty('IsoCountryCode', country, `expected ${inArn}, as the sender ID's ARN says`);
  return country;
}
