import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import {
  AssociationProvider,
  OriginationIdentity,
  OriginationIdentityAssociation,
  SmsPool,
} from 'cdk-sms-pool-association';
import { readOptional } from '../../examples/context';

/** A phone number in a pool, named by a parameter or by its id: the same association, under two logical ids. */
const app = new App();
const stack = new Stack(app, 'SmsPoolRenaming');
const [poolId = '', phoneNumberId = '', endpoint = ''] = ['poolId', 'phoneNumberId', 'endpoint'].map((name) =>
  readOptional(app, name),
);
const byParameter = readOptional(app, 'named') === 'by parameter';
new AssociationProvider(stack, 'Provider', { environment: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoint } });
new OriginationIdentityAssociation(stack, 'Line', {
  pool: SmsPool.fromPoolId(stack, 'Pool', poolId),
  originationIdentity: OriginationIdentity.fromPhoneNumberId(
    byParameter ? new CfnParameter(stack, 'PhoneNumberId', { default: phoneNumberId }).valueAsString : phoneNumberId,
    'US',
  ),
});
