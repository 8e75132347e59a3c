import { CfnResource } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { checkCountry, checkSameCountry } from './checks/countries';
import { checkArn, checkId } from './checks/names';
import { problem, propOf, shown, type Subject } from './checks/problem';
import { checkReference } from './checks/references';
import type { IdentityKind } from './naming/kinds';
import { givenName, type NamedResource } from './naming/named-resource';
import { countryInArn } from './naming/sms-voice-arn';
import { isKnown } from './util/known';

/** What an association takes from an identity. */
type IdentityDefinition = NamedResource & {
  readonly kind: IdentityKind;
  /** Absent for an RCS agent, and for a sender ID whose ARN, a token, holds it. */
  readonly isoCountryCode?: string;
};

/**
 * A phone number, sender ID or RCS agent that messages are sent from.
 *
 * There is one factory for each kind and each way to name it, so that the kind is known even where the value is a token.
 * Literal values are validated at synth; tokens at deploy.
 *
 * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_AssociateOriginationIdentity.html
 */
export class OriginationIdentity {
  /**
   * A phone number, from a `CfnPhoneNumber` or an import of one.
   *
   * @param phoneNumber the phone number
   * @param isoCountryCode its country, ISO 3166-1 alpha-2, like `US`: a `CfnPhoneNumber` knows it, an import needs it
   * @throws if the reference is not to a phone number, or the country is missing, malformed or contradicted
   * @example
   * const imported = CfnPhoneNumber.fromPhoneNumberId(this, 'Number', 'phone-0123456789abcdef0123456789abcdef');
   * OriginationIdentity.phoneNumber(imported, 'US');
   */
  public static phoneNumber(phoneNumber: aws_smsvoice.IPhoneNumberRef, isoCountryCode?: string): OriginationIdentity {
    const subject = subjectOf('phoneNumber', phoneNumber);
    checkReference(
      subject,
      phoneNumber,
      'phoneNumberRef',
      'a CfnPhoneNumber or an import of one',
      'for an id use OriginationIdentity.fromPhoneNumberId',
    );
    const { phoneNumberId, phoneNumberArn } = phoneNumber.phoneNumberRef;
    checkId('phone-number', subject, phoneNumberId, 'CfnPhoneNumber.fromPhoneNumberArn');
    checkArn('phone-number', subject, phoneNumberArn);
    const known = CfnPhoneNumber.isCfnPhoneNumber(phoneNumber) ? phoneNumber.isoCountryCode : undefined;
    const country = isoCountryCode ?? known;
    checkCountry(subject, country);
    if (known !== undefined) checkSameCountry(subject, country, 'the CfnPhoneNumber', known);
    return new OriginationIdentity({
      kind: 'phone-number',
      id: phoneNumberId,
      arn: phoneNumberArn,
      ofThisApp: CfnResource.isCfnResource(phoneNumber),
      env: phoneNumber.env,
      isoCountryCode: country,
    });
  }

  /**
   * A phone number, by its id.
   *
   * @param phoneNumberId `phone-` and 32 hex digits; not the number itself, `+1206…`
   * @param isoCountryCode its country, ISO 3166-1 alpha-2, like `US`
   * @throws if the value is not the id of a phone number, or the country is malformed
   * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DescribePhoneNumbers.html
   * @example
   * OriginationIdentity.fromPhoneNumberId('phone-0123456789abcdef0123456789abcdef', 'US');
   */
  public static fromPhoneNumberId(phoneNumberId: string, isoCountryCode: string): OriginationIdentity {
    const subject = subjectOf('fromPhoneNumberId', undefined, isoCountryCode);
    checkId('phone-number', subject, phoneNumberId, 'OriginationIdentity.fromPhoneNumberArn');
    checkCountry(countryOf(subject, phoneNumberId), isoCountryCode);
    return new OriginationIdentity({ kind: 'phone-number', id: phoneNumberId, isoCountryCode });
  }

  /**
   * A phone number, by its ARN, which is needed for one that another account shares.
   *
   * @param phoneNumberArn ends in `:phone-number/phone-…`
   * @param isoCountryCode its country, ISO 3166-1 alpha-2, like `US`
   * @throws if the value is not the ARN of a phone number, or the country is malformed
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
   * @example
   * const numberArn = 'arn:aws:sms-voice:eu-west-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef';
   * OriginationIdentity.fromPhoneNumberArn(numberArn, 'US');
   */
  public static fromPhoneNumberArn(phoneNumberArn: string, isoCountryCode: string): OriginationIdentity {
    const subject = subjectOf('fromPhoneNumberArn', undefined, isoCountryCode);
    checkArn('phone-number', subject, phoneNumberArn);
    checkCountry(countryOf(subject, phoneNumberArn), isoCountryCode);
    return new OriginationIdentity({ kind: 'phone-number', arn: phoneNumberArn, isoCountryCode });
  }

  /**
   * A sender ID, from a `CfnSenderId`, which knows its country.
   *
   * @param senderId the sender ID
   * @throws if the reference is not to a sender ID, or its country is malformed or contradicts its ARN
   * @example
   * const acme = new CfnSenderId(this, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
   * OriginationIdentity.senderId(acme);
   */
  public static senderId(senderId: aws_smsvoice.ISenderIdRef): OriginationIdentity {
    const subject = subjectOf('senderId', senderId);
    checkReference(
      subject,
      senderId,
      'senderIdRef',
      'a CfnSenderId',
      'for the text of a sender ID use OriginationIdentity.fromSenderId',
    );
    const { senderIdArn } = senderId.senderIdRef;
    checkArn('sender-id', subject, senderIdArn);
    const { isoCountryCode } = CfnSenderId.isCfnSenderId(senderId) ? senderId : senderId.senderIdRef;
    checkCountry(subject, isoCountryCode);
    checkSameCountry(subject, isoCountryCode, 'its ARN', countryInArn(senderIdArn) ?? isoCountryCode);
    return new OriginationIdentity({
      kind: 'sender-id',
      arn: senderIdArn,
      ofThisApp: CfnResource.isCfnResource(senderId),
      env: senderId.env,
      isoCountryCode,
    });
  }

  /**
   * A sender ID, by its name and country.
   *
   * @param senderId 1 to 11 letters, digits, hyphens and underscores, at least one of them a letter
   * @param isoCountryCode its country, ISO 3166-1 alpha-2, like `GB`
   * @throws if the value can't be a sender ID, or the country is malformed
   * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DescribeSenderIds.html
   * @example
   * OriginationIdentity.fromSenderId('ACME', 'GB');
   */
  public static fromSenderId(senderId: string, isoCountryCode: string): OriginationIdentity {
    const subject = subjectOf('fromSenderId', undefined, isoCountryCode);
    checkId('sender-id', subject, senderId, 'OriginationIdentity.fromSenderIdArn, which takes the country from it');
    checkCountry(countryOf(subject, senderId), isoCountryCode);
    checkSameCountry(subject, isoCountryCode, 'the ARN', countryInArn(senderId) ?? isoCountryCode);
    return new OriginationIdentity({ kind: 'sender-id', id: senderId, isoCountryCode });
  }

  /**
   * A sender ID, by its ARN, which contains the country and is needed for one that another account shares.
   *
   * @param senderIdArn ends in `:sender-id/SENDER/GB`
   * @throws if the value is not the ARN of a sender ID with its country
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
   * @example
   * OriginationIdentity.fromSenderIdArn('arn:aws:sms-voice:eu-west-1:111122223333:sender-id/ACME/GB');
   */
  public static fromSenderIdArn(senderIdArn: string): OriginationIdentity {
    const subject = subjectOf('fromSenderIdArn');
    checkArn('sender-id', subject, senderIdArn);
    const isoCountryCode = countryInArn(senderIdArn);
    if (isoCountryCode !== undefined) checkCountry(countryOf(subject, senderIdArn), isoCountryCode);
    return new OriginationIdentity({
      kind: 'sender-id',
      arn: senderIdArn,
      ...(isoCountryCode === undefined ? {} : { isoCountryCode }),
    });
  }

  /**
   * An RCS agent, by its id.
   *
   * @param rcsAgentId begins with `rcs-`
   * @throws if the value is not the id of an RCS agent
   * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DescribeRcsAgents.html
   * @example
   * OriginationIdentity.fromRcsAgentId('rcs-0123456789abcdef0123456789abcdef');
   */
  public static fromRcsAgentId(rcsAgentId: string): OriginationIdentity {
    const subject = subjectOf('fromRcsAgentId');
    checkId('rcs-agent', subject, rcsAgentId, 'OriginationIdentity.fromRcsAgentArn');
    return new OriginationIdentity({ kind: 'rcs-agent', id: rcsAgentId });
  }

  /**
   * An RCS agent, by its ARN, which is needed for one that another account shares.
   *
   * @param rcsAgentArn ends in `:rcs-agent/rcs-…`
   * @throws if the value is not the ARN of an RCS agent
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
   * @example
   * OriginationIdentity.fromRcsAgentArn('arn:aws:sms-voice:eu-west-1:111122223333:rcs-agent/rcs-0123456789abcdef0123456789abcdef');
   */
  public static fromRcsAgentArn(rcsAgentArn: string): OriginationIdentity {
    checkArn('rcs-agent', subjectOf('fromRcsAgentArn'), rcsAgentArn);
    return new OriginationIdentity({ kind: 'rcs-agent', arn: rcsAgentArn });
  }

  /** The id of the phone number, sender ID or RCS agent, or its ARN if it was given by that; can be a token. */
  public readonly idOrArn: string;
  /** The country, ISO 3166-1 alpha-2; undefined if there is none, or if only the service knows it. */
  public readonly isoCountryCode?: string;

  private constructor(definition: IdentityDefinition) {
    definitions.set(this, definition);
    this.idOrArn = givenName(definition);
    if (definition.isoCountryCode !== undefined) this.isoCountryCode = definition.isoCountryCode;
  }
}

/** Not a member, which completion would show. */
const definitions = new WeakMap<object, IdentityDefinition>();

/**
 * What an association takes from its identity.
 *
 * @throws if the value is not an OriginationIdentity, which JavaScript allows
 */
export function definitionOf(association: Construct, identity: unknown): IdentityDefinition {
  const definition = identity instanceof OriginationIdentity ? definitions.get(identity) : undefined;
  if (definition === undefined) throw notAnIdentity(association, identity);
  return definition;
}

/** The subject of a factory's messages about its first argument; the second helps to find a wrong one of many. */
function subjectOf(factory: string, reference?: unknown, isoCountryCode?: unknown): Subject {
  const path = Construct.isConstruct(reference) ? `(${reference.node.path})` : '';
  const title = `OriginationIdentity.${factory}${path}`;
  return isoCountryCode === undefined
    ? { title }
    : { title, note: `the one with the country ${shown(isoCountryCode)}` };
}

/** The subject of its messages about the country of an identity. */
function countryOf({ title }: Subject, idOrArn: string): Subject {
  return isKnown(idOrArn) ? { title, note: `the country of '${idOrArn}'` } : { title };
}

function notAnIdentity(association: Construct, value: unknown): Error {
  const otherCopy = value instanceof Object && value.constructor.name === 'OriginationIdentity';
  return problem(
    propOf(association, 'originationIdentity'),
    otherCopy ? 'an OriginationIdentity of another copy of cdk-sms-pool-association' : shown(value),
    'an OriginationIdentity',
    otherCopy
      ? 'install the library once: `npm ls cdk-sms-pool-association` shows the copies'
      : 'make one by a factory, like OriginationIdentity.fromPhoneNumberId',
  );
}
