import type { CompliantStackProps } from './compliant-stack';

/** Values for a first look at the template; a deployment needs those of your account. */
export const PLACEHOLDERS: CompliantStackProps = {
  poolId: 'pool-0123456789abcdef0123456789abcdef',
  phoneNumberId: 'phone-0123456789abcdef0123456789abcdef',
  phoneNumberCountry: 'US',
  vpc: {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  },
  keyArn: 'arn:aws:kms:us-east-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef',
};
