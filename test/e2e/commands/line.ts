import type { Stack } from 'aws-cdk-lib';
import {
  AssociationProvider,
  OriginationIdentity,
  OriginationIdentityAssociation,
  SmsPool,
} from 'cdk-sms-pool-association';
import { readOptional } from '../../../examples/context';

/** Gives a stack a function that finds the service where the context says. */
export function addProvider(stack: Stack): void {
  const endpoint = readOptional(stack, 'endpoint') ?? '';
  new AssociationProvider(stack, 'Provider', { environment: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoint } });
}

/** Declares the number of the context in its pool. */
export function addLine(stack: Stack): void {
  const [poolId = '', phoneNumberId = ''] = ['poolId', 'phoneNumberId'].map((name) => readOptional(stack, name));
  new OriginationIdentityAssociation(stack, 'Line', {
    pool: SmsPool.fromPoolId(stack, 'Pool', poolId),
    originationIdentity: OriginationIdentity.fromPhoneNumberId(phoneNumberId, 'US'),
  });
}
