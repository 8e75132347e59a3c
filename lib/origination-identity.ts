import { CfnResource } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { checkArn, checkCountry, checkId, checkSameCountry, type IdentityKind } from './name-checks';
import type { Named } from './named';
import { parseArn } from './sms-voice-arn';

/**
 * What an association holds of an identity.
 *
 * @internal
 */
export interface IdentityDefinition extends Named {
  readonly kind: IdentityKind;
  /** Absent for an RCS agent, and for a sender ID whose ARN, a token, holds it. */
  readonly isoCountryCode?: string;
}

/**
 * A phone number, sender ID or RCS agent that messages are sent from.
 *
 * There is one factory for each kind and each way to name it, so that the kind is known even where the value is a token.
 * Values known at synthesis are checked at once; tokens are checked in the deployment.
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
    const where = `OriginationIdentity.phoneNumber(${phoneNumber.node.path})`;
    const { phoneNumberId, phoneNumberArn } = phoneNumber.phoneNumberRef;
    checkId('phone-number', where, phoneNumberId, 'CfnPhoneNumber.fromPhoneNumberArn');
    checkArn('phone-number', where, phoneNumberArn);
    const known = CfnPhoneNumber.isCfnPhoneNumber(phoneNumber) ? phoneNumber.isoCountryCode : undefined;
    const country = isoCountryCode ?? known;
    checkCountry(where, country);
    if (known !== undefined) checkSameCountry(where, country, 'the CfnPhoneNumber', known);
    return new OriginationIdentity({
      kind: 'phone-number',
      id: phoneNumberId,
      arn: phoneNumberArn,
      ofThisApp: CfnResource.isCfnResource(phoneNumber),
      region: phoneNumber.env.region,
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
    const where = 'OriginationIdentity.fromPhoneNumberId';
    checkId('phone-number', where, phoneNumberId, 'OriginationIdentity.fromPhoneNumberArn');
    checkCountry(where, isoCountryCode);
    return new OriginationIdentity({ kind: 'phone-number', id: phoneNumberId, isoCountryCode });
  }

  /**
   * A phone number, by its ARN: the only way to name one that another account shares.
   *
   * @param phoneNumberArn ends in `:phone-number/phone-…`
   * @param isoCountryCode its country, ISO 3166-1 alpha-2, like `US`
   * @throws if the value is not the ARN of a phone number, or the country is malformed
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
   * @example
   * OriginationIdentity.fromPhoneNumberArn(sharedNumberArn, 'US');
   */
  public static fromPhoneNumberArn(phoneNumberArn: string, isoCountryCode: string): OriginationIdentity {
    const where = 'OriginationIdentity.fromPhoneNumberArn';
    checkArn('phone-number', where, phoneNumberArn);
    checkCountry(where, isoCountryCode);
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
    const where = `OriginationIdentity.senderId(${senderId.node.path})`;
    const { senderIdArn } = senderId.senderIdRef;
    checkArn('sender-id', where, senderIdArn);
    const { isoCountryCode } = CfnSenderId.isCfnSenderId(senderId) ? senderId : senderId.senderIdRef;
    checkCountry(where, isoCountryCode);
    checkSameCountry(where, isoCountryCode, 'its ARN', countryOf(senderIdArn) ?? isoCountryCode);
    return new OriginationIdentity({
      kind: 'sender-id',
      arn: senderIdArn,
      ofThisApp: CfnResource.isCfnResource(senderId),
      region: senderId.env.region,
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
    const where = 'OriginationIdentity.fromSenderId';
    checkCountry(where, isoCountryCode);
    checkSameCountry(where, isoCountryCode, 'the ARN', countryOf(senderId) ?? isoCountryCode);
    checkId('sender-id', where, senderId, 'OriginationIdentity.fromSenderIdArn, which takes the country from it');
    return new OriginationIdentity({ kind: 'sender-id', id: senderId, isoCountryCode });
  }

  /**
   * A sender ID, by its ARN, which holds the country: the only way to name one that another account shares.
   *
   * @param senderIdArn ends in `:sender-id/SENDER/GB`
   * @throws if the value is not the ARN of a sender ID with its country
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
   * @example
   * OriginationIdentity.fromSenderIdArn(sharedSenderIdArn);
   */
  public static fromSenderIdArn(senderIdArn: string): OriginationIdentity {
    checkArn('sender-id', 'OriginationIdentity.fromSenderIdArn', senderIdArn);
    const isoCountryCode = countryOf(senderIdArn);
    return new OriginationIdentity({
      kind: 'sender-id',
      arn: senderIdArn,
      ...(isoCountryCode === undefined ? {} : { isoCountryCode }),
    });
  }

  /**
   * An RCS agent, from a `CfnRcsAgent`.
   *
   * @param rcsAgent the RCS agent
   * @throws if the reference is not to an RCS agent
   * @example
   * const agent = new CfnRcsAgent(this, 'Agent');
   * OriginationIdentity.rcsAgent(agent);
   */
  public static rcsAgent(rcsAgent: aws_smsvoice.IRcsAgentRef): OriginationIdentity {
    const { rcsAgentArn } = rcsAgent.rcsAgentRef;
    checkArn('rcs-agent', `OriginationIdentity.rcsAgent(${rcsAgent.node.path})`, rcsAgentArn);
    return new OriginationIdentity({
      kind: 'rcs-agent',
      arn: rcsAgentArn,
      ofThisApp: CfnResource.isCfnResource(rcsAgent),
      region: rcsAgent.env.region,
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
    const where = 'OriginationIdentity.fromRcsAgentId';
    checkId('rcs-agent', where, rcsAgentId, 'OriginationIdentity.fromRcsAgentArn');
    return new OriginationIdentity({ kind: 'rcs-agent', id: rcsAgentId });
  }

  /**
   * An RCS agent, by its ARN: the only way to name one that another account shares.
   *
   * @param rcsAgentArn ends in `:rcs-agent/rcs-…`
   * @throws if the value is not the ARN of an RCS agent
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
   * @example
   * OriginationIdentity.fromRcsAgentArn(sharedAgentArn);
   */
  public static fromRcsAgentArn(rcsAgentArn: string): OriginationIdentity {
    checkArn('rcs-agent', 'OriginationIdentity.fromRcsAgentArn', rcsAgentArn);
    return new OriginationIdentity({ kind: 'rcs-agent', arn: rcsAgentArn });
  }

  private constructor(
    /** @internal */
    public readonly _definition: IdentityDefinition,
  ) {}
}

/** The country in a sender ID's ARN, if it can be seen there. */
function countryOf(senderIdArn: string): string | undefined {
  return parseArn(senderIdArn)?.name.split('/')[1];
}
