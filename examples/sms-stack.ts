import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import {
  AssociationProvider,
  type OriginationIdentity,
  OriginationIdentityAssociation,
  type OriginationIdentityAssociationProps,
} from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';

/** What an identity's association is called, and to which pool it leads; the options are those of the construct. */
export interface AssociationDeclaration extends Omit<OriginationIdentityAssociationProps, 'pool' | 'provider'> {
  readonly name: string;
  readonly poolId: string;
  readonly originationIdentity: OriginationIdentity;
}

export interface SmsStackProps extends StackProps {
  readonly associations: readonly AssociationDeclaration[];
  /** Where to find the service, if it is not AWS: an emulator, for example. */
  readonly serviceEndpoint?: string;
}

/** Origination identities in their pools, all of which exist already. */
export class SmsStack extends Stack {
  public constructor(scope: Construct, id: string, props: SmsStackProps) {
    super(scope, id, props);

    // Only to configure it: a stack that wants nothing special gets its provider by itself.
    if (props.serviceEndpoint !== undefined) {
      new AssociationProvider(this, 'Provider', {
        environment: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: props.serviceEndpoint },
      });
    }

    const pools = new Map<string, aws_smsvoice.IPoolRef>();
    for (const { name, poolId, ...options } of props.associations) {
      const pool = pools.get(poolId) ?? CfnPool.fromPoolId(this, `Pool${String(pools.size + 1)}`, poolId);
      pools.set(poolId, pool);

      const association = new OriginationIdentityAssociation(this, name, { pool, ...options });
      new CfnOutput(this, `${name}Arn`, { value: association.originationIdentityArn });
      new CfnOutput(this, `${name}PoolArn`, { value: association.poolArn });
    }
  }
}
