import { AspectPriority, Aspects, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { aws_logs } from 'aws-cdk-lib/interfaces';
import { Construct, type IConstruct } from 'constructs';
import type { AssociationProviderProps } from './association-provider-props';
import { checkFunctionOptions } from './checks/function-options';
import { problem, propOf, shown } from './checks/problem';
import { overrideLogicalId } from './naming/logical-id';
import { createFunction } from './provider/association-function';
import { acknowledgeRole } from './provider/cdk-nag';
import { networkOf } from './provider/network';
import { baseStatements, FunctionPermissions, functionStatements } from './provider/permissions';
import { Policies } from './provider/policies';
import { lateDependencies } from './provider/provider-use';
import { addProvider, findProvider, handOutProvider } from './provider/stack-providers';
import { injectedProps } from './util/injected-props';

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
 * new AssociationProvider(this, 'Provider', { memorySize: 512, tracing: Tracing.ACTIVE });
 */
export class AssociationProvider extends Construct {
  /** The id by which property injectors find this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sms-pool-association.AssociationProvider';

  /**
   * The provider that the associations of a stack use without being told; made if there is none.
   *
   * To configure it, make one before it is asked for.
   *
   * @param scope the stack, or any construct in it
   */
  public static of(scope: IConstruct): AssociationProvider {
    const provider = handOutProvider(Stack.of(scope), (stack, id) => new AssociationProvider(stack, id));
    if (!isProvider(provider)) throw new Error(`[${provider.node.path}] is not a provider; report this as a bug`);
    return provider;
  }

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
    props = injectedProps(scope, id, AssociationProvider.PROPERTY_INJECTION_ID, props);
    const prefix = this.prefixOf(props.name);
    checkFunctionOptions(this, props);

    this.role = props.role ?? this.createRole(prefix, props.permissionsBoundary);
    this.logGroup = props.logGroup ?? this.createLogGroup(prefix);
    const { lambdaFunction, resource, invokeConfig } = createFunction(this, prefix, props, this.role, this.logGroup);
    this.lambdaFunction = lambdaFunction;
    this.serviceToken = lambdaFunction.functionArn;

    const policies = new Policies(this, this.role, prefix);
    const statements = [
      ...baseStatements(this, this.logGroup.logGroupRef.logGroupArn),
      ...functionStatements(resource),
    ];
    const basePolicy = policies.grantBase(statements);
    Aspects.of(resource).add(new FunctionPermissions(basePolicy, statements), { priority: AspectPriority.READONLY });
    // In a VPC the function can't be made before the role may make network interfaces.
    lambdaFunction.node.addDependency(basePolicy);
    invokeConfig.node.addDependency(lateDependencies(() => networkOf(resource, props.vpc?.vpcId)));
    addProvider(props.name ?? '', {
      provider: this,
      serviceToken: this.serviceToken,
      grant: (use) => {
        policies.grant(use);
      },
      // One anchor that depends on the rest, so that the template does not grow by every rule and association.
      dependencies: (use) => [invokeConfig, ...policies.grantedFor(use)],
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
}

/** Of whichever copy of the library. */
function isProvider(construct: IConstruct): construct is AssociationProvider {
  return findProvider(construct) !== undefined;
}
