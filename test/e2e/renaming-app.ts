import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { OriginationIdentity, OriginationIdentityAssociation, SmsPool } from 'cdk-sms-pool-association';
import { readOptional } from '../../examples/context';
import { addProvider } from './commands/line';

/** A phone number in a pool, named by a parameter or by its id: the same association, under two logical ids. */
const app = new App();
const stack = new Stack(app, 'SmsPoolRenaming');
const [poolId = '', phoneNumberId = ''] = ['poolId', 'phoneNumberId'].map((name) => readOptional(app, name));
const byParameter = readOptional(app, 'named') === 'by parameter';
addProvider(stack);
new OriginationIdentityAssociation(stack, 'Line', {
  pool: SmsPool.fromPoolId(stack, 'Pool', poolId),
  originationIdentity: OriginationIdentity.fromPhoneNumberId(
    byParameter ? new CfnParameter(stack, 'PhoneNumberId', { default: phoneNumberId }).valueAsString : phoneNumberId,
    'US',
  ),
});
