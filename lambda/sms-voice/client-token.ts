import { createHash } from 'node:crypto';

/** What AssociateOriginationIdentity and DisassociateOriginationIdentity accept as a ClientToken. */
const MAX_LENGTH = 64;
/** 96 bits: enough never to collide, and short enough to leave room for a whole logical id of this library. */
const DIGITS = 24;

export interface TokenRequest {
  readonly stackId: string;
  /** Some engines send one stack id for every environment, so the function is part of what a token is for. */
  readonly serviceToken: string;
  readonly logicalResourceId: string;
  readonly requestId: string;
  /** A deployment that is retried can reuse a RequestId, in an event with a newly signed URL. */
  readonly responseUrl: string;
}

export interface TokenParameters {
  readonly PoolId: string;
  readonly OriginationIdentity: string;
  readonly IsoCountryCode?: string;
}

export type Action = 'associate' | 'disassociate';

/**
 * How far a token reaches. `resource`: the same in every deployment, retry and duplicate delivery, so that whoever knows
 * the resource can prove that its Create made an association. `event`: the same in every retry and duplicate of one event,
 * so that no earlier deployment can have used the token up.
 */
export type TokenScope = 'resource' | 'event';

/**
 * The idempotency token of a change. The parameters enter as they are sent, because a service that remembers tokens
 * compares parameters.
 *
 * @param generation counts the tokens of one event that had no effect
 */
export function clientToken(
  { stackId, serviceToken, logicalResourceId, requestId, responseUrl }: TokenRequest,
  action: Action,
  { PoolId, OriginationIdentity, IsoCountryCode }: TokenParameters,
  scope: TokenScope,
  generation: number,
): string {
  const parts = [stackId, serviceToken, logicalResourceId, action, PoolId, OriginationIdentity, IsoCountryCode ?? ''];
  if (scope === 'event' || generation > 0) parts.push(String(generation), requestId, responseUrl);
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, DIGITS);
  return `${logicalResourceId.slice(0, MAX_LENGTH - DIGITS - 1)}-${digest}`;
}
