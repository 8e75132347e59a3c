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
   * Distinguishes a second provider in a stack from the first.
   *
   * Letters and digits only. The name becomes part of the provider's logical ids, so it can't be changed while the provider
   * has associations.
   *
   * @default - none: the stack's default provider, which associations use unless they name another
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
   * The function calls End User Messaging SMS, and submits its responses to Amazon S3, so the VPC needs a NAT gateway or
   * VPC endpoints for `sms-voice` and `s3`. An endpoint for `cloudformation` is recommended: the function reads the state
   * of its own stack there, to notice cancelled deployments and associations that pass from one resource to another. If it
   * can't, it takes the safe side. The function uses no HTTP proxy.
   *
   * The endpoints, routes and security group rules that the function uses are deleted after the stack's associations.
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
   * The rules that the function uses are deleted after the stack's associations.
   *
   * @default - a new one
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether the new security group allows all outbound IPv4 traffic. Not together with `securityGroups`.
   *
   * @default true
   */
  readonly allowAllOutbound?: boolean;

  /**
   * Whether the new security group allows all outbound IPv6 traffic. Not together with `securityGroups`.
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
   * Whether the function may be in public subnets, from where it can't reach the internet.
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
   * The lowest level of the function's own log entries that are kept.
   *
   * @default - ApplicationLogLevel.INFO, which is Lambda's
   */
  readonly applicationLogLevelV2?: ApplicationLogLevel;

  /**
   * The lowest level of Lambda's log entries about the function that are kept.
   *
   * @default - SystemLogLevel.INFO, which is Lambda's
   */
  readonly systemLogLevelV2?: SystemLogLevel;

  /**
   * The role of the function, which `lambda.amazonaws.com` must be allowed to assume.
   *
   * The policies that the function needs are attached to it, unless it is imported as immutable. Such a role has to allow
   * these actions before the first deployment, and until the associations are deleted:
   * `sms-voice:AssociateOriginationIdentity` and `sms-voice:DisassociateOriginationIdentity` on the pools and identities,
   * `sms-voice:ListPoolOriginationIdentities` on the pools, `sms-voice:DescribePhoneNumbers`, `DescribePools`,
   * `DescribeRcsAgents` and `DescribeSenderIds` on `*`, `cloudformation:DescribeStacks`, `DescribeStackResource`,
   * `ListStackResources`, `DescribeStackEvents` and `GetTemplate` on the stack, `logs:CreateLogStream` and `logs:PutLogEvents` on the log group, in a VPC those of
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
   * The maximum number of concurrent executions, 1 or more.
   *
   * If more associations than that change at once, some wait, and one that has waited for 15 minutes fails. By default the
   * service allows one change per second, for which 10 executions are plenty.
   *
   * @default - the account's limit
   */
  readonly reservedConcurrentExecutions?: number;

  /**
   * The queue for events that the function could not process in three attempts. Each holds the pre-signed URL of its response,
   * with which whoever reads the queue can answer CloudFormation until it expires.
   *
   * @default - none, or if `deadLetterQueueEnabled` a new one that keeps messages for two hours and requires TLS
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
