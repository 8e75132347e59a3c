import { type Home, parseArn, smsVoiceArn } from './arn';
import { InvalidProperty } from './invalid-property';
import { reference } from './reference';

/** A pool, named in the template by its id or its ARN. */
export interface Pool {
  /** As the template names it, which is how it is sent to the service. */
  readonly sent: string;
  readonly id: string;
  readonly arn: string;
  /** The id, led by the account when it is another one's: equal for the id and the ARN of one pool. */
  readonly key: string;
}

const RULE = 'expected a pool id (pool- and 32 hex digits) or its ARN; the console and describe-pools show both';

export function parsePool(value: unknown, home: Home): Pool {
  const sent = reference('PoolId', value, RULE);
  const arn = parseArn(sent);
  const id = arn === undefined ? sent : poolIdOf(sent);
  if (!id.startsWith('pool-') || id.includes('/')) throw new InvalidProperty('PoolId', value, RULE);
  if (arn === undefined) return { sent, id, arn: smsVoiceArn(home, `pool/${id}`), key: id };
  if (arn.service !== 'sms-voice' || arn.resource !== `pool/${id}`) throw new InvalidProperty('PoolId', value, RULE);
  if (arn.region !== home.region) throw new InvalidProperty('PoolId', value, `expected a pool of ${home.region}`);
  return { sent, id, arn: sent, key: arn.account === home.account ? id : `${arn.account}:${id}` };
}

/** The id in an id or an ARN: the service answers either. */
export function poolIdOf(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
}
