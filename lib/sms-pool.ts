import { Fn, Resource } from 'aws-cdk-lib';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { checkArn } from './name-checks';
import { parseArn } from './sms-voice-arn';

/**
 * Pools that are not resources of the app.
 *
 * For a pool by its id use `CfnPool.fromPoolId`.
 */
export class SmsPool {
  /**
   * A pool, by its ARN: the only way to name one that another account shares.
   *
   * Other than `CfnPool.fromPoolArn`, it takes a token too, such as the value of an SSM parameter or an import.
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
    checkArn('pool', 'SmsPool.fromPoolArn', poolArn);
    return new ImportedPool(scope, id, poolArn);
  }

  private constructor() {
    // Only factories.
  }
}

class ImportedPool extends Resource implements aws_smsvoice.IPoolRef {
  public readonly poolRef: aws_smsvoice.PoolReference;

  public constructor(scope: Construct, id: string, poolArn: string) {
    super(scope, id, { environmentFromArn: poolArn });
    this.poolRef = { poolId: parseArn(poolArn)?.name ?? Fn.select(1, Fn.split('/', poolArn)), poolArn };
  }
}
