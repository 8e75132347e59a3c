import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Vpc, type VpcAttributes } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AssociationProvider,
  OriginationIdentity,
  OriginationIdentityAssociation,
  SmsPool,
} from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';

export interface CompliantStackProps extends StackProps {
  readonly poolId: string;
  readonly phoneNumberId: string;
  readonly phoneNumberCountry: string;
  /** A VPC with a way to the endpoints of `sms-voice` and `s3`, and if possible `cloudformation`. */
  readonly vpc: VpcAttributes;
  /** A KMS key whose policy lets CloudWatch Logs use it. */
  readonly keyArn: string;
}

/** An association with all the settings that the rule packs of cdk-nag ask for, in a VPC and with a key that exist. */
export class CompliantStack extends Stack {
  public constructor(scope: Construct, id: string, props: CompliantStackProps) {
    super(scope, id, props);

    const key = Key.fromKeyArn(this, 'Key', props.keyArn);
    const failures = new Queue(this, 'Failures', { encryptionMasterKey: key, enforceSSL: true });
    Validations.of(failures).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'Failed events end in this queue.',
    });

    new AssociationProvider(this, 'Provider', {
      vpc: Vpc.fromVpcAttributes(this, 'Vpc', props.vpc),
      logGroup: new LogGroup(this, 'Logs', { encryptionKey: key, retention: RetentionDays.ONE_YEAR }),
      environmentEncryption: key,
      tracing: Tracing.ACTIVE,
      deadLetterQueue: failures,
      onFailure: new SqsDestination(failures),
      reservedConcurrentExecutions: 10,
    });

    new OriginationIdentityAssociation(this, 'SupportLine', {
      pool: SmsPool.fromPoolId(this, 'Pool', props.poolId),
      originationIdentity: OriginationIdentity.fromPhoneNumberId(props.phoneNumberId, props.phoneNumberCountry),
    });
  }
}
