import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  AssociationProvider,
  OriginationIdentity,
  OriginationIdentityAssociation,
  SmsPool,
} from 'cdk-sms-pool-association';
import { StackSet, StackSetStack, StackSetTarget, StackSetTemplate } from 'cdk-stacksets';

/** A stack set; each instance has a number and a pool of its own, which its parameters name. */
const administration = new Stack(new App(), 'Administration');
const instance = new StackSetStack(administration, 'Messaging', {
  assetBuckets: [Bucket.fromBucketName(administration, 'Assets', 'messaging-us-east-1')],
  assetBucketPrefix: 'messaging',
});
const parameter = (id: string) => new CfnParameter(instance, id).valueAsString;
new AssociationProvider(instance, 'Provider', {
  environment: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: parameter('Endpoint') },
});
new OriginationIdentityAssociation(instance, 'Line', {
  pool: SmsPool.fromPoolId(instance, 'Pool', parameter('PoolId')),
  originationIdentity: OriginationIdentity.fromPhoneNumberId(parameter('PhoneNumberId'), 'US'),
});
new StackSet(administration, 'StackSet', {
  target: StackSetTarget.fromAccounts({ regions: ['us-east-1', 'eu-west-1'], accounts: ['111122223333'] }),
  template: StackSetTemplate.fromStackSetStack(instance),
});
