import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import {
  AssociationDriftDetection,
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
  /** To notice what somebody takes out of its pool after the deployment, and perhaps to put it back. */
  readonly driftDetection?: 'report' | 'repair';
}

/** Origination identities in their pools, all of which exist already. */
export class SmsStack extends Stack {
  public constructor(scope: Construct, id: string, props: SmsStackProps) {
    super(scope, id, props);

    // Only to configure it, or for its metrics: a stack that wants nothing special gets its provider by itself.
    const { serviceEndpoint: url, driftDetection } = props;
    if (url !== undefined || driftDetection !== undefined) {
      const environment = url === undefined ? {} : { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: url };
      const provider = new AssociationProvider(this, 'Provider', { environment });
      if (driftDetection !== undefined) this.detectDrift(provider, driftDetection === 'repair');
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

  /** Every hour, with an alarm for each way in which an identity can be missing unnoticed. Add your actions to them. */
  private detectDrift(provider: AssociationProvider, repair: boolean): void {
    const drift = new AssociationDriftDetection(this, 'Drift', { repair });
    drift.metricDrifted().createAlarm(this, 'TakenOut', {
      alarmDescription: 'An identity is not in its pool; the log of the function says which, and how to put it back',
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.IGNORE,
    });
    provider.lambdaFunction.metricErrors().createAlarm(this, 'CheckFailed', {
      alarmDescription: 'A check, or the function in a deployment, has failed; the log of the function says why',
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    drift.metricDrifted({ statistic: 'SampleCount', period: Duration.hours(1) }).createAlarm(this, 'NoCheck', {
      alarmDescription: 'No check for three hours: the schedule has stopped, or a deployment does not end',
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}
