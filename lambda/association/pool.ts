import { type Environment, smsVoiceArn } from '../util/arn';
import { InvalidProperty } from '../util/errors';
import { keyOf, parseIdOrArn } from './id-or-arn';

export interface Pool {
  /** As the template names it, which is how it is sent to the service. */
  readonly idOrArn: string;
  readonly id: string;
  readonly arn: string;
  /** Equal for the id and the ARN of one pool. */
  readonly key: string;
}

const RULE = 'expected a pool id (pool- and 32 hex digits) or its ARN; the console and describe-pools show both';

export function parsePool(value: unknown, environment: Environment): Pool {
  const { idOrArn, arn } = parseIdOrArn(value, { property: 'PoolId', noun: 'a pool', rule: RULE }, environment);
  const id = poolIdOf(idOrArn);
  const isPool = arn === undefined ? id === idOrArn : arn.resource === `pool/${id}`;
  if (!isPool || !/^pool-[^/]+$/.test(id)) throw new InvalidProperty('PoolId', value, RULE);
  return {
    idOrArn,
    id,
    arn: arn === undefined ? smsVoiceArn(environment, `pool/${id}`) : idOrArn,
    key: keyOf(arn, id, environment),
  };
}

/** The id in an id or an ARN: the service's responses have either. */
export function poolIdOf(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
}
