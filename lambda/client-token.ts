import { createHash } from 'node:crypto';

/** What AssociateOriginationIdentity and DisassociateOriginationIdentity accept as a ClientToken. */
const MAX_LENGTH = 64;
/** 96 bits: enough never to collide, and short enough to leave room for a whole logical id of this library. */
const DIGITS = 24;

export interface TokenSubject {
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly requestId: string;
}

export interface TokenParameters {
  readonly PoolId: string;
  readonly OriginationIdentity: string;
  readonly IsoCountryCode?: string;
}

/**
 * The same in every deployment, retry and duplicate delivery; another one for another stack, resource, action or
 * association. The parameters enter as they are sent, because a service that remembers tokens compares parameters.
 *
 * A remembered token can answer for an effect that has been undone since. Generation 1 and above therefore belong to
 * one request alone: its RequestId enters, so that no earlier deployment can have used them up.
 */
export function clientToken(
  subject: TokenSubject,
  action: 'associate' | 'disassociate',
  parameters: TokenParameters,
  generation: number,
): string {
  const { PoolId, OriginationIdentity, IsoCountryCode } = parameters;
  const parts = [subject.stackId, subject.logicalResourceId, action, PoolId, OriginationIdentity, IsoCountryCode ?? ''];
  if (generation > 0) parts.push(String(generation), subject.requestId);
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, DIGITS);
  return `${subject.logicalResourceId.slice(0, MAX_LENGTH - DIGITS - 1)}-${digest}`;
}
