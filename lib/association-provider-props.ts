import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import type { aws_kms, aws_logs } from 'aws-cdk-lib/interfaces';
import type { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/**
 * How the function runs that carries out a stack's associations: options of `lambda.Function`, under the same names.
 */
export interface AssociationProviderProps {
  /**
   * Tells a further provider of one stack from the first.
   *
   * It becomes part of the provider's logical ids, so it can't be changed while the provider has associations.
   * Letters and digits only.
   *
   * @default - none: the stack's provider, which associations use that name no other
   */
  readonly name?: string;

  /**
   * The runtime of the function; has to be a Node.js runtime, 22 or newer.
   *
   * @default - the newest Node.js runtime of the stack's region
   */
  readonly runtime?: Runtime;

  /**
   * The processor architecture that the function runs on.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;

  /**
   * The function's memory in MiB, from 128 to 10240.
   *
   * @default 256
   */
  readonly memorySize?: number;

  /**
   * Environment variables of the function, such as `AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2` for another endpoint.
   *
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * The KMS key that encrypts the environment variables.
   *
   * @default - a key that Lambda manages
   */
  readonly environmentEncryption?: aws_kms.IKeyRef;

  /**
   * The VPC to run the function in. It needs a way to the service's endpoint and to Amazon S3, where CloudFormation takes
   * the answers: a NAT gateway, or VPC endpoints of `sms-voice` and `s3`.
   *
   * @default - the function runs outside of a VPC
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the VPC to run the function in.
   *
   * @default - the VPC's default strategy
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the function in the VPC.
   *
   * @default - a new one
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether the new security group lets all traffic out. Not together with `securityGroups`.
   *
   * @default true
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The log group to write to, with the retention and the key of your choice.
   *
   * @default - a new one that keeps events for a year and is deleted with the stack
   */
  readonly logGroup?: aws_logs.ILogGroupRef;

  /**
   * The role of the function, which `lambda.amazonaws.com` must be allowed to assume.
   *
   * The policies that the function needs are attached to it. If the role is imported as immutable they can't be: then it
   * has to allow, before the first deployment, the actions AssociateOriginationIdentity and
   * DisassociateOriginationIdentity of `sms-voice` on the pools and identities, ListPoolOriginationIdentities on the
   * pools, DescribePhoneNumbers, DescribeRcsAgents and DescribePools on `*`, and `logs:CreateLogStream` and
   * `logs:PutLogEvents` on the log group; and keep doing so until the associations are deleted.
   *
   * @default - a new one
   */
  readonly role?: IRole;

  /**
   * The permissions boundary of the new role. Not together with `role`.
   *
   * @default - none, or what the app's aspects set
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The most executions at a time. Associations that change at once wait for one another if there are more of them, and
   * one whose turn has not come after 15 minutes fails; the service allows one change in a second, so 10 are plenty.
   *
   * @default - the account's limit
   */
  readonly reservedConcurrentExecutions?: number;

  /**
   * The queue for events that the function could not work on in three attempts.
   *
   * @default - none, or a new one if `deadLetterQueueEnabled`
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * Whether there is a dead-letter queue.
   *
   * @default - true if `deadLetterQueue` is given, else false
   */
  readonly deadLetterQueueEnabled?: boolean;

  /**
   * Whether AWS X-Ray traces the function.
   *
   * @default Tracing.DISABLED
   */
  readonly tracing?: Tracing;
}
