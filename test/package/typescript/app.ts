import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import {
  AssociationProvider,
  OriginationIdentity,
  OriginationIdentityAssociation,
  type OriginationIdentityAssociationProps,
  SmsPool,
} from 'cdk-sms-pool-association';

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'Messaging');
const poolArn = 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef';
const pool = SmsPool.fromPoolArn(stack, 'Pool', poolArn);

// The default, the newest runtime of the region, changes with the version of aws-cdk-lib.
new AssociationProvider(stack, 'Provider', { memorySize: 512, runtime: Runtime.NODEJS_22_X });

const supportLine: OriginationIdentityAssociationProps = {
  pool,
  originationIdentity: OriginationIdentity.fromPhoneNumberId('phone-0123456789abcdef0123456789abcdef', 'US'),
  keepLastPhoneNumber: true,
  removalPolicy: RemovalPolicy.RETAIN,
};
const association = new OriginationIdentityAssociation(stack, 'SupportLine', supportLine);
new CfnOutput(stack, 'SupportLinePool', { value: association.poolArn });

const acme = new CfnSenderId(stack, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
new OriginationIdentityAssociation(stack, 'Brand', {
  pool,
  originationIdentity: OriginationIdentity.senderId(acme),
  adoptExisting: true,
  revision: '2',
});
app.synth();

try {
  OriginationIdentity.fromSenderId('ACME', 'gb');
} catch (error) {
  if (error instanceof Error) console.log(error.stack);
}
