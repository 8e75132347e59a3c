import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const CHANGE = ['sms-voice:AssociateOriginationIdentity', 'sms-voice:DisassociateOriginationIdentity'];

/**
 * What the function may do whatever the pools: nothing to an association, since the service asks for the right on the
 * pool as well, which is granted pool by pool.
 */
export function baseStatements(scope: Construct, logGroupArn: string, inVpc: boolean): PolicyStatement[] {
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
      resources: ['phone-number', 'sender-id', 'rcs-agent'].map((kind) => everyResource(scope, kind)),
    }),
    new PolicyStatement({
      sid: 'Look',
      actions: ['sms-voice:DescribePhoneNumbers', 'sms-voice:DescribePools', 'sms-voice:DescribeRcsAgents'],
      // To describe what another account shares, and what may be gone already, can't be bound to ARNs of this account.
      resources: ['*'],
    }),
    ...(inVpc ? [networkInterfaces()] : []),
  ];
}

/** What the function may do with a pool. */
export function poolStatement(poolArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'Pool',
    actions: [...CHANGE, 'sms-voice:ListPoolOriginationIdentities'],
    resources: [poolArn],
  });
}

/** What the function may do with one identity that may be of another account. */
export function identityStatement(identityArn: string): PolicyStatement {
  return new PolicyStatement({ sid: 'Identity', actions: CHANGE, resources: [identityArn] });
}

/** All resources of a kind in the stack's account and region. */
export function everyResource(scope: Construct, kind: string): string {
  return Stack.of(scope).formatArn({ service: 'sms-voice', resource: kind, resourceName: '*' });
}

/** As in the managed policy AWSLambdaVPCAccessExecutionRole, which would allow to make log groups too. */
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
