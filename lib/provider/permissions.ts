import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { IDENTITY_KINDS } from '../naming/kinds';

const CHANGE = ['sms-voice:AssociateOriginationIdentity', 'sms-voice:DisassociateOriginationIdentity'];

/** Options of the function that need permissions. */
export interface BaseOptions {
  readonly inVpc: boolean;
  readonly traced: boolean;
}

/**
 * The permissions that do not depend on the pools. They change no association, because the service asks for the
 * permission on the pool as well, which is granted pool by pool.
 */
export function baseStatements(scope: Construct, logGroupArn: string, options: BaseOptions): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Log',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroupArn],
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
    ...(options.inVpc ? [networkInterfaces()] : []),
    ...(options.traced ? [traces()] : []),
  ];
}

/** The permission to read the stack's status and the physical ids of its resources. */
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
