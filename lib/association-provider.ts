import * as path from 'node:path';
import { Duration, Lazy, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { aws_logs } from 'aws-cdk-lib/interfaces';
import { Construct, type IConstruct } from 'constructs';
import { shortHash } from './association-ends';
import type { AssociationProviderProps } from './association-provider-props';
import { byLogicalId, byPath, canonicalName } from './canonical-name';
import { overrideLogicalId } from './logical-id';
import { baseStatements, everyResource, identityStatement, poolStatement } from './rights';
import { wildcardFindings } from './wildcard-findings';

/** How long CloudFormation waits for an answer. */
export const SERVICE_TIMEOUT = Duration.minutes(30);
/** How long the function works on one event: Lambda's maximum. */
const FUNCTION_TIMEOUT = Duration.minutes(15);

/**
 * CloudFormation refuses to change the function behind a deployed resource, and that is what another logical id amounts
 * to: these ids stay as they are in every later version, and whatever the provider's path.
 */
const LOGICAL_ID_PREFIX = 'SmsPoolAssociationProvider';

/** The providers of each stack, by name. */
const providers = new WeakMap<Stack, Map<string, AssociationProvider>>();

/**
 * The function that carries out the associations of a stack, with its role and its log group.
 *
 * A stack gets one by itself. Make one, before the stack's first association, only to configure it; associations
 * use it without being told.
 *
 * CloudFormation refuses to hand a deployed resource over to another function. So the logical ids of the function, role
 * and log group are constants: a provider can be configured, renamed and moved in its stack at any time, but an
 * association can't go from one provider to another that has a different `name`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
export class AssociationProvider extends Construct {
  /**
   * The provider without a name of the stack that the scope is in; made if there is none.
   *
   * @internal
   */
  public static _of(scope: Construct): AssociationProvider {
    const stack = Stack.of(scope);
    return providers.get(stack)?.get('') ?? new AssociationProvider(stack, LOGICAL_ID_PREFIX);
  }

  /** The function that CloudFormation calls. */
  public readonly lambdaFunction: lambda.IFunction;
  /** The role that the function runs with. */
  public readonly role: iam.IRole;
  /** The log group that the function writes to. */
  public readonly logGroup: aws_logs.ILogGroupRef;
  /** What CloudFormation calls the function by: the `ServiceToken` of the associations. */
  public readonly serviceToken: string;

  private readonly prefix: string;
  private readonly basePolicy: iam.Policy;
  private readonly policies = new Map<string, iam.Policy>();

  /**
   * @throws if the stack has a provider of the same name already, or if `role` and `permissionsBoundary` are both given
   * @example
   * new AssociationProvider(this, 'Provider', { vpc, memorySize: 512 });
   */
  public constructor(scope: Construct, id: string, props: AssociationProviderProps = {}) {
    super(scope, id);
    const { name = '', role, permissionsBoundary, logGroup, ...options } = props;
    this.prefix = LOGICAL_ID_PREFIX + name;
    this.register(name);

    if (role !== undefined && permissionsBoundary !== undefined) {
      throw new Error(
        `[${this.node.path}] got both role and permissionsBoundary; expected one; set the boundary on the role where it is made`,
      );
    }
    this.role = role ?? this.createRole(permissionsBoundary);
    this.logGroup = logGroup ?? this.createLogGroup();
    const { logGroupArn } = this.logGroup.logGroupRef;
    this.basePolicy = this.createPolicy('Policy', baseStatements(this, logGroupArn, props.vpc !== undefined));
    overrideLogicalId(this.basePolicy, `${this.prefix}Policy`);
    this.lambdaFunction = this.createFunction(options);
    this.serviceToken = this.lambdaFunction.functionArn;
  }

  /**
   * What has to be there before an association is made, and until after it is deleted.
   *
   * CloudFormation updates a policy before it deletes the resources that left the stack. So a right that such a resource
   * needs can't be part of a policy that shrinks with it: each pool, and each identity that may be of another account,
   * has a policy of its own, which goes after the last association that depends on it.
   *
   * @param identityArn given if the identity may be of another account
   * @internal
   */
  public _prerequisites(pool: string, poolArn: string, identityArn: string | undefined): IConstruct[] {
    return [
      this.basePolicy,
      this.policyOf('Pool', pool, () => poolStatement(poolArn)),
      ...(canonicalName(this, pool, byPath).known ? [] : [this.formerPoolsPolicy()]),
      ...(identityArn === undefined
        ? []
        : [this.policyOf('Identity', identityArn, () => identityStatement(identityArn))]),
      // How often and how long Lambda tries an event.
      this.lambdaFunction.node.findChild('EventInvokeConfig'),
    ];
  }

  private register(name: string): void {
    if (!/^[A-Za-z0-9]*$/.test(name)) {
      throw new Error(
        `[${this.node.path}] got the name '${name}'; expected letters and digits, since it becomes part of logical ids; rename it`,
      );
    }
    const stack = Stack.of(this);
    const named = providers.get(stack) ?? new Map<string, AssociationProvider>();
    const other = named.get(name);
    if (other !== undefined) {
      throw new Error(
        `[${this.node.path}] the stack has the provider '${other.node.path}' already; expected one of ` +
          `${name === '' ? 'no name' : `the name '${name}'`}; make it before the stack's first association, which ` +
          'otherwise makes one, or give it a name and pass it to its associations',
      );
    }
    providers.set(stack, named.set(name, this));
  }

  private createRole(permissionsBoundary: iam.IManagedPolicy | undefined): iam.Role {
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    });
    overrideLogicalId(role, `${this.prefix}Role`);
    return role;
  }

  private createLogGroup(): logs.LogGroup {
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    overrideLogicalId(logGroup, `${this.prefix}LogGroup`);
    return logGroup;
  }

  private createFunction(options: FunctionOptions): lambda.Function {
    const lambdaFunction = new lambda.Function(this, 'Function', {
      ...options,
      description: 'Puts origination identities into their SMS pools, and takes them out again',
      runtime: options.runtime ?? lambda.determineLatestNodeRuntime(this),
      architecture: options.architecture ?? lambda.Architecture.ARM_64,
      memorySize: options.memorySize ?? 256,
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'lambda', 'dist'), { exclude: ['*.map'] }),
      handler: 'index.handler',
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      timeout: FUNCTION_TIMEOUT,
      retryAttempts: 2,
      // An attempt that begins at the last moment still ends before CloudFormation stops waiting for the answer.
      maxEventAge: SERVICE_TIMEOUT.minus(FUNCTION_TIMEOUT),
    });
    overrideLogicalId(lambdaFunction, `${this.prefix}Function`);
    overrideLogicalId(lambdaFunction.node.findChild('EventInvokeConfig'), `${this.prefix}EventInvokeConfig`);
    // In a VPC the function can't be made before the role may make network interfaces.
    lambdaFunction.node.addDependency(this.basePolicy);
    return lambdaFunction;
  }

  private policyOf(kind: 'Pool' | 'Identity', name: string, statement: () => iam.PolicyStatement): iam.Policy {
    const key = `${kind}${shortHash(canonicalName(this, name, byPath).text)}`;
    const existing = this.policies.get(key);
    if (existing !== undefined) return existing;
    const policy = this.createPolicy(key, [statement()]);
    const hash = (): string => shortHash(canonicalName(this, name, byLogicalId).text);
    overrideLogicalId(policy, Lazy.uncachedString({ produce: () => `${this.prefix}${kind}Policy${hash()}` }));
    this.policies.set(key, policy);
    return policy;
  }

  /**
   * A pool that is known, or a resource of the app, stays the same under its policy. One behind a parameter does not: its
   * policy is updated to the new pool before the identities are taken out of the old one, so that both have to be allowed.
   * One policy does that for all such pools, because they share the 10,240 characters that IAM allows a role.
   */
  private formerPoolsPolicy(): iam.Policy {
    const everyPool = everyResource(this, 'pool');
    return this.policyOf('Pool', everyPool, () => poolStatement(everyPool));
  }

  private createPolicy(id: string, statements: iam.PolicyStatement[]): iam.Policy {
    const policy = new iam.Policy(this, id, { statements });
    // Asked through the role, one that is imported as immutable can say no.
    this.role.attachInlinePolicy(policy);
    const findings = wildcardFindings(this, statements);
    Validations.of(policy).acknowledge(...findings.map((id) => ({ id, reason: WILDCARD_REASON })));
    return policy;
  }
}

type FunctionOptions = Omit<AssociationProviderProps, 'name' | 'role' | 'permissionsBoundary' | 'logGroup'>;

const WILDCARD_REASON =
  'No association can be changed without the right on its pool, which is granted pool by pool, by the exact ARN ' +
  '(on all pools of the account only if the pool comes from a token, whose former value needs the right as well). ' +
  'Identities are not listed one by one, because a policy would lose an identity before its association is deleted. ' +
  'The remaining rights read, write to the log group of the function, or make its network interfaces in a VPC.';
