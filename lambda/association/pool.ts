import { type Environment, smsVoiceArn } from '../util/arn';
import { InvalidProperty } from '../util/errors';
import { canonicalName, parseIdOrArn } from './id-or-arn';

export interface Pool {
  /** As the template names it, by id or ARN, which is how it is sent to the service. */
  readonly sent: string;
  readonly id: string;
  readonly arn: string;
  /** Equal for the id and the ARN of one pool. */
  readonly key: string;
}

const RULE = 'expected a pool id (pool- and 32 hex digits) or its ARN; the console and describe-pools show both';

export function parsePool(value: unknown, environment: Environment): Pool {
  const { sent, arn } = parseIdOrArn(value, { property: 'PoolId', noun: 'a pool', rule: RULE }, environment);
  const id = arn === undefined ? sent : poolIdOf(sent);
  if (!/^pool-[^/]+$/.test(id) || (arn !== undefined && arn.resource !== `pool/${id}`))
    throw new InvalidProperty('PoolId', value, RULE);
  return {
    sent,
    id,
    arn: arn === undefined ? smsVoiceArn(environment, `pool/${id}`) : sent,
    key: canonicalName(arn, id, environment),
  };
}

/** The id in an id or an ARN: the service's responses have either. */
export function poolIdOf(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
}
