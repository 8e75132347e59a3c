import { type IAspect, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { type Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct, IConstruct } from 'constructs';
import { IDENTITY_KINDS } from '../naming/kinds';
import { hasMember } from '../util/has-member';
import { templateProperties } from '../util/template-properties';

const CHANGE = ['sms-voice:AssociateOriginationIdentity', 'sms-voice:DisassociateOriginationIdentity'];

/**
 * The permissions that do not depend on the pools. They change no association, because the service asks for the
 * permission on the pool as well, which is granted pool by pool.
 */
export function baseStatements(scope: Construct, logGroupArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Log',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: logStreams(logGroupArn),
    }),
    new PolicyStatement({
      sid: 'Identities',
      actions: CHANGE,
      // Not each identity by its ARN: when one leaves the stack, the policy would lose it before the association's Delete.
      resources: Object.keys(IDENTITY_KINDS).map((kind) => everyResource(scope, kind)),
    }),
    new PolicyStatement({
      sid: 'Look',
      actions: [
        'sms-voice:DescribePhoneNumbers',
        'sms-voice:DescribePools',
        'sms-voice:DescribeRcsAgents',
        'sms-voice:DescribeSenderIds',
      ],
      // Neither what another account shares nor what is deleted already can be limited to ARNs of this account.
      resources: ['*'],
    }),
    stackStatement(scope),
  ];
}

/** The permissions that the function needs beside these, by what its template says. */
export function functionStatements(lambdaFunction: CfnFunction): PolicyStatement[] {
  const { VpcConfig, TracingConfig } = templateProperties(lambdaFunction);
  return [
    ...(hasMember(VpcConfig, 'SubnetIds') ? [networkInterfaces()] : []),
    ...(hasMember(TracingConfig, 'Mode') ? [traces()] : []),
  ];
}

/** Grants the function what aspects and escape hatches have added to it after it was made. */
export class FunctionPermissions implements IAspect {
  private readonly granted: Set<string | undefined>;

  public constructor(
    private readonly policy: Policy,
    granted: readonly PolicyStatement[],
  ) {
    this.granted = new Set(granted.map(({ sid }) => sid));
  }

  public visit(element: IConstruct): void {
    if (!CfnFunction.isCfnFunction(element)) return;
    for (const statement of functionStatements(element)) {
      if (this.granted.has(statement.sid)) continue;
      this.policy.addStatements(statement);
      this.granted.add(statement.sid);
    }
  }
}

/** The permission to read the stack: what its record says of this request, its resources, its events and its pools. */
export function stackStatement(scope: Construct): PolicyStatement {
  return new PolicyStatement({
    sid: 'Stack',
    actions: [
      'cloudformation:DescribeStacks',
      'cloudformation:DescribeStackResource',
      'cloudformation:ListStackResources',
      'cloudformation:DescribeStackEvents',
      'cloudformation:GetTemplate',
    ],
    resources: [Stack.of(scope).stackId],
  });
}

/** The permissions on a pool. */
export function poolStatement(poolArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'Pool',
    actions: [...CHANGE, 'sms-voice:ListPoolOriginationIdentities'],
    resources: [poolArn],
  });
}

/** The permissions on the identities that another account shares. */
export function identityStatement(identitiesArn: string): PolicyStatement {
  return new PolicyStatement({ sid: 'Identity', actions: CHANGE, resources: [identitiesArn] });
}

/** All resources of a type in an account, by default the stack's own, and in the stack's region. */
export function everyResource(scope: Construct, resourceType: string, account?: string): string {
  return Stack.of(scope).formatArn({
    service: 'sms-voice',
    account: account ?? Stack.of(scope).account,
    resource: resourceType,
    resourceName: '*',
  });
}

/** The streams of a log group. Its `Arn` attribute ends in `:*`; the ARN of an import may or may not. */
function logStreams(logGroupArn: string): string[] {
  if (logGroupArn.endsWith(':*')) return [logGroupArn];
  const { firstToken, length } = Tokenization.reverseString(logGroupArn);
  if (length === 1 && Reference.isReference(firstToken) && firstToken.displayName === 'Arn') return [logGroupArn];
  return length === 1 && firstToken !== undefined ? [logGroupArn, `${logGroupArn}:*`] : [`${logGroupArn}:*`];
}

/** As in the managed policy AWSLambdaVPCAccessExecutionRole, which would allow the function to make log groups too. */
function networkInterfaces(): PolicyStatement {
  return new PolicyStatement({
    sid: 'Vpc',
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });
}

/** As `lambda.Function` grants for X-Ray, which has no resources to name. */
function traces(): PolicyStatement {
  return new PolicyStatement({
    sid: 'Trace',
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    resources: ['*'],
  });
}
