import * as path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { aws_logs } from 'aws-cdk-lib/interfaces';
import { Construct, type IConstruct } from 'constructs';
import type { AssociationProviderProps } from './association-provider-props';
import { checkFunctionOptions } from './checks/function-options';
import { problem, propOf, shown } from './checks/problem';
import { overrideLogicalId } from './naming/logical-id';
import { acknowledgeDeadLetterQueue, acknowledgeRole } from './provider/cdk-nag';
import { networkOf } from './provider/network';
import { baseStatements } from './provider/permissions';
import { Policies } from './provider/policies';
import { SERVICE_TIMEOUT } from './provider/provider-use';
import { addProvider } from './provider/stack-providers';

/** How long the function works on one event: Lambda's maximum. */
const FUNCTION_TIMEOUT = Duration.minutes(15);

/**
 * CloudFormation refuses to change the function behind a deployed resource, and another logical id would be another
 * function: these ids stay as they are in every later version, and whatever the provider's path.
 */
const LOGICAL_ID_PREFIX = 'SmsPoolAssociationProvider';

/**
 * The function that carries out the associations of a stack, with its role and its log group.
 *
 * A stack gets one by itself. Make one only to configure it, before or after the associations: those of the stack use it
 * without being told. A nested stack gets its own as well, or uses that of its parent stack, passed as `provider`.
 *
 * CloudFormation refuses to move a deployed resource to another function. The logical ids of the function, role and log
 * group are therefore constants: a provider can be configured, renamed and moved in its stack at any time, but an
 * association can't go from one provider to another that has a different `name`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 * @example
 * import { Tracing } from 'aws-cdk-lib/aws-lambda';
 *
 * new AssociationProvider(this, 'Provider', { memorySize: 512, tracing: Tracing.ACTIVE });
 */
export class AssociationProvider extends Construct {
  /** The function that CloudFormation calls. */
  public readonly lambdaFunction: lambda.IFunction;
  /** The role of the function. */
  public readonly role: iam.IRole;
  /** The log group that the function writes to. */
  public readonly logGroup: aws_logs.ILogGroupRef;
  /** The ARN of the function, which is the `ServiceToken` of the associations. */
  public readonly serviceToken: string;

  /**
   * Defines the provider of a stack.
   *
   * @throws if the stack has a provider of the same name already; if `role` and `permissionsBoundary` are both given; or
   * if an option is out of its limits
   */
  public constructor(scope: Construct, id: string, props: AssociationProviderProps = {}) {
    super(scope, id);
    const prefix = this.prefixOf(props.name);
    checkFunctionOptions(this, props);

    this.role = props.role ?? this.createRole(prefix, props.permissionsBoundary);
    this.logGroup = props.logGroup ?? this.createLogGroup(prefix);
    const policies = new Policies(this, this.role, prefix);
    const basePolicy = policies.base(
      baseStatements(this, this.logGroup.logGroupRef.logGroupArn, {
        inVpc: props.vpc !== undefined,
        traced: isTraced(props),
      }),
    );
    const lambdaFunction = this.createFunction(prefix, props);
    // In a VPC the function can't be made before the role may make network interfaces.
    lambdaFunction.node.addDependency(basePolicy);
    this.lambdaFunction = lambdaFunction;
    this.serviceToken = lambdaFunction.functionArn;

    const { vpc } = props;
    const network = (): IConstruct[] =>
      vpc === undefined ? [] : networkOf(this, vpc, lambdaFunction.connections.securityGroups);
    // How often and how long Lambda tries an event.
    const invokeConfig = lambdaFunction.node.findChild('EventInvokeConfig');
    addProvider(props.name ?? '', {
      provider: this,
      serviceToken: this.serviceToken,
      grant: (use) => {
        policies.grant(use);
      },
      dependencies: (use) => [basePolicy, ...policies.grantedFor(use), invokeConfig, ...network()],
    });
  }

  private prefixOf(name: unknown = ''): string {
    if (typeof name === 'string' && /^[A-Za-z0-9]*$/.test(name)) return LOGICAL_ID_PREFIX + name;
    throw problem(
      propOf(this, 'name'),
      shown(name),
      'letters and digits, since the name becomes part of logical ids',
      'rename it',
    );
  }

  private createRole(prefix: string, permissionsBoundary: iam.IManagedPolicy | undefined): iam.Role {
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    });
    overrideLogicalId(role, `${prefix}Role`);
    acknowledgeRole(role);
    return role;
  }

  private createLogGroup(prefix: string): logs.LogGroup {
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    overrideLogicalId(logGroup, `${prefix}LogGroup`);
    return logGroup;
  }

  /**
   * The queue that lambda.Function would make accepts requests without TLS, and keeps events for 14 days. An event holds the
   * pre-signed URL of its response, and CloudFormation waits for that for an hour at most.
   */
  private createDeadLetterQueue(): sqs.Queue {
    const queue = new sqs.Queue(this, 'DeadLetterQueue', {
      retentionPeriod: Duration.hours(2),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    acknowledgeDeadLetterQueue(queue);
    return queue;
  }

  private createFunction(prefix: string, props: AssociationProviderProps): lambda.Function {
    const { deadLetterQueue, deadLetterTopic, deadLetterQueueEnabled } = props;
    const makesQueue =
      deadLetterQueueEnabled === true && deadLetterQueue === undefined && deadLetterTopic === undefined;
    const lambdaFunction = new lambda.Function(this, 'Function', {
      ...props,
      ...(makesQueue ? { deadLetterQueue: this.createDeadLetterQueue() } : {}),
      description: props.description ?? 'Puts origination identities into their SMS pools, and takes them out again',
      runtime: props.runtime ?? lambda.determineLatestNodeRuntime(this),
      architecture: props.architecture ?? lambda.Architecture.ARM_64,
      memorySize: props.memorySize ?? 256,
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'lambda', 'dist'), { exclude: ['*.map'] }),
      handler: 'index.handler',
      role: this.role,
      // lambda.Function would grant a wildcard to the role, which may be the user's; the base policy has that permission.
      tracing: lambda.Tracing.DISABLED,
      // By name, because not every version of lambda.Function takes an L1 log group.
      logGroup: logs.LogGroup.fromLogGroupName(this, 'FunctionLogGroup', this.logGroup.logGroupRef.logGroupName),
      loggingFormat: lambda.LoggingFormat.JSON,
      timeout: FUNCTION_TIMEOUT,
      retryAttempts: 2,
      // An attempt that begins at the last moment still ends before CloudFormation stops waiting for the response.
      maxEventAge: SERVICE_TIMEOUT.minus(FUNCTION_TIMEOUT),
    });
    overrideLogicalId(lambdaFunction, `${prefix}Function`);
    const resource = lambdaFunction.node.defaultChild;
    if (isTraced(props) && lambda.CfnFunction.isCfnFunction(resource)) resource.tracingConfig = { mode: props.tracing };
    overrideLogicalId(lambdaFunction.node.findChild('EventInvokeConfig'), `${prefix}EventInvokeConfig`);
    return lambdaFunction;
  }
}

function isTraced(
  props: AssociationProviderProps,
): props is AssociationProviderProps & { readonly tracing: lambda.Tracing } {
  return props.tracing !== undefined && props.tracing !== lambda.Tracing.DISABLED;
}
