import type { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Undo } from './cleanup';
import type { Identity } from './probe-account';

// How the probe deletes what it has created, each with the command that does it by hand.

const cli = 'aws pinpoint-sms-voice-v2';

export function releaseSenderId(client: PinpointSMSVoiceV2, SenderId: string, IsoCountryCode: string): Undo {
  return {
    what: `sender ID ${SenderId} in ${IsoCountryCode}`,
    command: `${cli} release-sender-id --sender-id ${SenderId} --iso-country-code ${IsoCountryCode}`,
    attempt: () => isGone(client.releaseSenderId({ SenderId, IsoCountryCode })),
  };
}

export function releasePhoneNumber(client: PinpointSMSVoiceV2, PhoneNumberId: string): Undo {
  return {
    what: `phone number ${PhoneNumberId}, which costs a monthly fee`,
    command: `${cli} release-phone-number --phone-number-id ${PhoneNumberId}`,
    attempt: () => isGone(client.releasePhoneNumber({ PhoneNumberId })),
  };
}

export function deletePool(client: PinpointSMSVoiceV2, PoolId: string): Undo {
  return {
    what: `pool ${PoolId}`,
    command: `${cli} delete-pool --pool-id ${PoolId}`,
    attempt: async () => {
      try {
        return await isGone(client.deletePool({ PoolId }));
      } catch (error) {
        // One page of the documentation says that a pool has to be empty.
        const { OriginationIdentities } = await client.listPoolOriginationIdentities({ PoolId });
        for (const { OriginationIdentityArn, IsoCountryCode } of OriginationIdentities ?? []) {
          await client.disassociateOriginationIdentity({
            PoolId,
            OriginationIdentity: OriginationIdentityArn,
            IsoCountryCode,
          });
        }
        throw error;
      }
    },
  };
}

/** For a pool that the probe has not created. */
export function removeFromPool(client: PinpointSMSVoiceV2, PoolId: string, { kind, arn, country }: Identity): Undo {
  return {
    what: `${kind} ${arn} in the pool ${PoolId}`,
    command: `${cli} disassociate-origination-identity --pool-id ${PoolId} --origination-identity ${arn}`,
    attempt: async () => {
      const isListed = async (): Promise<boolean> => {
        const { OriginationIdentities } = await client.listPoolOriginationIdentities({ PoolId });
        return OriginationIdentities?.some(({ OriginationIdentityArn }) => OriginationIdentityArn === arn) ?? false;
      };
      if (!(await isListed())) return true;
      await client.disassociateOriginationIdentity({ PoolId, OriginationIdentity: arn, IsoCountryCode: country });
      return false;
    },
  };
}

async function isGone(deletion: Promise<unknown>): Promise<boolean> {
  try {
    await deletion;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return true;
    throw error;
  }
}
