import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import type { NamedResource } from '../naming/named-resource';
import { hasMember } from '../util/has-member';
import { checkArn, checkId } from './names';
import { problem, propOf, shown, type Subject } from './problem';
import { checkRegion } from './region';

/** Checks that a value refers to a resource, which JavaScript does not. */
export function checkReference(
  subject: Subject,
  value: unknown,
  member: string,
  expected: string,
  remedy: string,
): void {
  if (!hasMember(value, member)) throw problem(subject, shown(value), expected, remedy);
}

/** The names of an association's pool, checked. */
export function poolReference(
  association: Construct,
  pool: aws_smsvoice.IPoolRef,
): NamedResource & { readonly id: string; readonly arn: string } {
  const subject = propOf(association, 'pool');
  checkReference(
    subject,
    pool,
    'poolRef',
    'a CfnPool, or the result of SmsPool.fromPoolId or SmsPool.fromPoolArn',
    'for a pool id use SmsPool.fromPoolId',
  );
  const { poolId, poolArn } = pool.poolRef;
  checkId('pool', subject, poolId, 'SmsPool.fromPoolArn');
  checkArn('pool', subject, poolArn);
  const reference = { id: poolId, arn: poolArn, ofThisApp: CfnPool.isCfnPool(pool), env: pool.env };
  checkRegion(association, 'pool', reference);
  return reference;
}
