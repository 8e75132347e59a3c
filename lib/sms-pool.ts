import { Fn, Resource, Token } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { checkArn, checkId } from './checks/names';
import type { Subject } from './checks/problem';
import { parseSmsVoiceArn } from './naming/sms-voice-arn';

/**
 * Pools that are not resources of the app.
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
  public static fromPoolId(scope: Construct, id: string, poolId: string): aws_smsvoice.IPoolRef {
    checkId('pool', subject(scope, id, 'fromPoolId'), poolId, 'SmsPool.fromPoolArn');
    return CfnPool.fromPoolId(scope, id, poolId);
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
  public static fromPoolArn(scope: Construct, id: string, poolArn: string): aws_smsvoice.IPoolRef {
    checkArn('pool', subject(scope, id, 'fromPoolArn'), poolArn);
    return new ImportedPool(scope, id, poolArn);
  }

  private constructor() {
    // Only factories.
  }
}

function subject(scope: Construct, id: string, factory: string): Subject {
  return { title: `SmsPool.${factory}`, note: `the pool '${id}' in '${scope.node.path}'` };
}

class ImportedPool extends Resource implements aws_smsvoice.IPoolRef {
  public readonly poolRef: aws_smsvoice.PoolReference;

  public constructor(scope: Construct, id: string, poolArn: string) {
    const arn = parseSmsVoiceArn(poolArn);
    // Neither an ARN nor a token: the placeholder of a context lookup.
    const isPlaceholder = arn === undefined && !Token.isUnresolved(poolArn);
    super(scope, id, isPlaceholder ? {} : { environmentFromArn: poolArn });
    const poolId = arn?.name ?? (isPlaceholder ? poolArn : Fn.select(1, Fn.split('/', poolArn)));
    this.poolRef = { poolId, poolArn };
  }
}
