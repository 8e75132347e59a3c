import { Fn, Resource, Stack, Token } from 'aws-cdk-lib';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { checkArn, checkId } from './checks/names';
import { problem, shown, type Subject } from './checks/problem';
import { parseSmsVoiceArn } from './naming/sms-voice-arn';
import { isKnown } from './util/known';

/** What `SmsPool` returns: a pool as the constructs take it, with its names. */
export interface ISmsPool extends aws_smsvoice.IPoolRef {
  /** The id of the pool. */
  readonly poolId: string;
  /** The ARN of the pool. */
  readonly poolArn: string;
}

/**
 * A pool that is not a resource of the app.
 *
 * The factories take a scope and an id, as those of the CDK for what is imported, because a pool has a region and an
 * account, which are those of its scope if the pool is named by its id. An `OriginationIdentity` is a value without any.
 *
 * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-pool.html
 */
export class SmsPool {
  /**
   * A pool of the stack's account and region, by its id.
   *
   * The id can be a token, such as the value of an SSM parameter or an import.
   *
   * @param scope the construct that the reference belongs to
   * @param id the id of the reference in its scope
   * @param poolId `pool-` and 32 hex digits
   * @throws if the value is not the id of a pool
   * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DescribePools.html
   * @example
   * const pool = SmsPool.fromPoolId(this, 'Pool', 'pool-0123456789abcdef0123456789abcdef');
   */
  public static fromPoolId(scope: Construct, id: string, poolId: string): ISmsPool {
    checkId('pool', subjectOf('fromPoolId', scope, id), poolId, 'SmsPool.fromPoolArn');
    const poolArn = Stack.of(scope).formatArn({ service: 'sms-voice', resource: 'pool', resourceName: poolId });
    return new ReferencedPool(scope, id, { poolId, poolArn });
  }

  /**
   * A pool, by its ARN, which is needed for a pool that another account shares.
   *
   * The ARN can be a token, such as the value of an SSM parameter or an import, which `CfnPool.fromPoolArn` refuses.
   *
   * @param scope the construct that the reference belongs to
   * @param id the id of the reference in its scope
   * @param poolArn ends in `:pool/pool-…`
   * @throws if the value is not the ARN of a pool
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
   * @example
   * const poolArn = StringParameter.valueForStringParameter(this, '/sms/pool-arn');
   * const pool = SmsPool.fromPoolArn(this, 'Pool', poolArn);
   */
  public static fromPoolArn(scope: Construct, id: string, poolArn: string): ISmsPool {
    checkArn('pool', subjectOf('fromPoolArn', scope, id), poolArn);
    const arn = parseSmsVoiceArn(poolArn);
    if (arn !== undefined) return new ReferencedPool(scope, id, { poolId: arn.name, poolArn }, poolArn);
    // A placeholder or a dynamic reference is text that can't be taken apart here.
    if (!isKnown(poolArn) && !Token.isUnresolved(poolArn))
      return new ReferencedPool(scope, id, { poolId: poolArn, poolArn });
    return new ReferencedPool(scope, id, { poolId: Fn.select(1, Fn.split('/', poolArn)), poolArn }, poolArn);
  }

  private constructor() {
    // The factories make references; there is nothing else to make.
  }
}

/** Not exported: in Go, a class that is a Resource and an interface at once can't be used. */
class ReferencedPool extends Resource implements ISmsPool {
  /** The id and the ARN of the pool. */
  public readonly poolRef: aws_smsvoice.PoolReference;

  public constructor(scope: Construct, id: string, poolRef: aws_smsvoice.PoolReference, environmentFromArn?: string) {
    super(scope, id, environmentFromArn === undefined ? {} : { environmentFromArn });
    this.poolRef = poolRef;
  }

  /** The id of the pool. */
  public get poolId(): string {
    return this.poolRef.poolId;
  }

  /** The ARN of the pool. */
  public get poolArn(): string {
    return this.poolRef.poolArn;
  }
}

/** @throws if the scope is not a construct: JavaScript allows forgetting it */
function subjectOf(factory: string, scope: unknown, id: string): Subject {
  const title = `SmsPool.${factory}`;
  if (Construct.isConstruct(scope)) return { title, note: `the pool '${id}' in '${scope.node.path}'` };
  throw problem({ title }, `${shown(scope)} as the scope`, 'a construct', `call ${title}(this, 'Pool', value)`);
}
