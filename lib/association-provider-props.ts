import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import type {
  ApplicationLogLevel,
  Architecture,
  IDestination,
  ILayerVersion,
  LambdaInsightsVersion,
  Runtime,
  RuntimeManagementMode,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { aws_kms, aws_lambda, aws_logs } from 'aws-cdk-lib/interfaces';

/**
 * How the function runs: options of `lambda.Function`, under the same names.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export interface AssociationProviderProps {
  /**
   * Distinguishes a further provider of one stack from the first.
   *
   * Letters and digits only. The name becomes part of the provider's logical ids, so it can't be changed while the provider
   * has associations.
   *
   * @default - none: the stack's provider, which associations use that name no other
   */
  readonly name?: string;

  /**
   * The name of the function.
   *
   * Set it before the first deployment or never: another name is another function, and CloudFormation refuses to change
   * the function of deployed associations.
   *
   * @default - a name that CloudFormation makes
   */
  readonly functionName?: string;

  /**
   * The description of the function.
   *
   * @default - what the function does
   */
  readonly description?: string;

  /**
   * The Node.js runtime of the function.
   *
   * Node.js 22 or newer.
   *
   * @default - the newest Node.js runtime of the stack's region
   */
  readonly runtime?: Runtime;

  /**
   * How Lambda updates the runtime to a new patch version.
   *
   * @default - RuntimeManagementMode.AUTO
   */
  readonly runtimeManagementMode?: RuntimeManagementMode;

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
   * The function uses no HTTP proxy: `HTTPS_PROXY` and the like have no effect.
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
   * Layers of the function, such as a monitoring agent.
   *
   * @default - none
   */
  readonly layers?: ILayerVersion[];

  /**
   * The version of CloudWatch Lambda Insights to monitor the function with.
   *
   * @default - no Lambda Insights
   */
  readonly insightsVersion?: LambdaInsightsVersion;

  /**
   * The code signing configuration of the function.
   *
   * The asset of the CDK is not signed: a configuration that enforces signatures needs a pipeline that signs it.
   *
   * @default - code is not checked for signatures
   */
  readonly codeSigningConfig?: aws_lambda.ICodeSigningConfigRef;

  /**
   * The VPC to run the function in.
   *
   * It needs a way to the endpoint of the service and to Amazon S3, where CloudFormation takes the responses: a NAT
   * gateway, or VPC endpoints of `sms-voice` and `s3`. An endpoint of `cloudformation` is wished for but not needed: the
   * function reads the status of its own stack there, to notice cancelled deployments and associations that pass from one
   * resource to another. Without a way there it is as careful as it can be. The function uses no HTTP proxy.
   *
   * The stack's associations depend on the VPC, and so are deleted before its endpoints and routes.
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
   * The stack's associations depend on them, and so are deleted before their rules.
   *
   * @default - a new one
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether the new security group lets all IPv4 traffic out. Not together with `securityGroups`.
   *
   * @default true
   */
  readonly allowAllOutbound?: boolean;

  /**
   * Whether the new security group lets all IPv6 traffic out. Not together with `securityGroups`.
   *
   * @default false
   */
  readonly allowAllIpv6Outbound?: boolean;

  /**
   * Whether the function may use IPv6 in subnets that have both IPv4 and IPv6.
   *
   * @default false
   */
  readonly ipv6AllowedForDualStack?: boolean;

  /**
   * Whether the function may be in public subnets, where it has no way to the internet.
   *
   * @default false
   */
  readonly allowPublicSubnet?: boolean;

  /**
   * The log group to write to, with the retention and the key of your choice.
   *
   * @default - a new one that keeps events for a year and is deleted with the stack
   */
  readonly logGroup?: aws_logs.ILogGroupRef;

  /**
   * The level from which on the function's own log entries are kept.
   *
   * @default - ApplicationLogLevel.INFO, which is Lambda's
   */
  readonly applicationLogLevelV2?: ApplicationLogLevel;

  /**
   * The level from which on Lambda's log entries about the function are kept.
   *
   * @default - SystemLogLevel.INFO, which is Lambda's
   */
  readonly systemLogLevelV2?: SystemLogLevel;

  /**
   * The role of the function, which `lambda.amazonaws.com` must be allowed to assume.
   *
   * The policies that the function needs are attached to it. To a role that is imported as immutable they can't be. It
   * has to allow these actions before the first deployment, and until the associations are deleted:
   * `sms-voice:AssociateOriginationIdentity` and `sms-voice:DisassociateOriginationIdentity` on the pools and identities,
   * `sms-voice:ListPoolOriginationIdentities` on the pools, `sms-voice:DescribePhoneNumbers`, `DescribePools`,
   * `DescribeRcsAgents` and `DescribeSenderIds` on `*`, `cloudformation:DescribeStacks` and `ListStackResources` on the
   * stack, `logs:CreateLogStream` and `logs:PutLogEvents` on the log group, in a VPC those of
   * AWSLambdaVPCAccessExecutionRole, and with `tracing` those of AWSXRayDaemonWriteAccess.
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
   * The most executions at a time.
   *
   * 1 or more. Associations that change at once wait for one another if there are more of them, and one that still waits after 15
   * minutes fails. The service allows one change in a second by default, for which 10 executions are plenty.
   *
   * @default - the account's limit
   */
  readonly reservedConcurrentExecutions?: number;

  /**
   * The queue for events that the function could not process in three attempts.
   *
   * @default - none, or if `deadLetterQueueEnabled` a new one that keeps messages for 14 days and requires TLS
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * Whether there is a dead-letter queue.
   *
   * @default - true if `deadLetterQueue` is given, else false
   */
  readonly deadLetterQueueEnabled?: boolean;

  /**
   * The topic for events that the function could not process in three attempts. Not together with a dead-letter queue.
   *
   * @default - none
   */
  readonly deadLetterTopic?: ITopic;

  /**
   * The destination for events that the function could not process in three attempts, with the error.
   *
   * @default - none
   */
  readonly onFailure?: IDestination;

  /**
   * Whether AWS X-Ray traces the function.
   *
   * @default Tracing.DISABLED
   */
  readonly tracing?: Tracing;
}
