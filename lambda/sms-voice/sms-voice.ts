import {
  AssociateOriginationIdentityCommand,
  DisassociateOriginationIdentityCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Association } from '../association/association';
import type { ServiceAttributes } from '../association/attributes';
import type { Pool } from '../association/pool';
import type { Context } from '../util/context';
import { RequestFailed } from '../util/errors';
import { attemptCall, type CallAttempt, CallFailed, retryCall } from './call';
import { type Action, clientToken, type TokenParameters, type TokenRequest, type TokenScope } from './client-token';
import type { PoolMembership } from './pool-membership';
import { identityReader, poolReader, poolStatusReader, type Reader } from './readers';
import type { ServiceErrorKind } from './service-error';

/** The errors of a read that a retry can't change. */
const READ_REFUSED: ReadonlySet<ServiceErrorKind> = new Set([
  'refused',
  'misconfigured',
  'account-disabled',
  'not-found',
]);

/** The operations of the service that an association needs. A change is one attempt; a read is retried. */
export class SmsVoice {
  constructor(
    readonly client: PinpointSMSVoiceV2Client,
    private readonly request: TokenRequest,
  ) {}

  async associate(
    context: Context,
    association: Association,
    scope: TokenScope,
    generation: number,
  ): Promise<CallAttempt<ServiceAttributes>> {
    const input = this.input(association, 'associate', scope, generation);
    return attemptCall(context, { operation: 'AssociateOriginationIdentity', input }, (abortSignal) =>
      this.client.send(new AssociateOriginationIdentityCommand(input), { abortSignal }),
    );
  }

  async disassociate(context: Context, association: Association, generation: number): Promise<CallAttempt<unknown>> {
    const input = this.input(association, 'disassociate', 'event', generation);
    return attemptCall(context, { operation: 'DisassociateOriginationIdentity', input }, (abortSignal) =>
      this.client.send(new DisassociateOriginationIdentityCommand(input), { abortSignal }),
    );
  }

  /**
   * Where the identity is, and in which state.
   *
   * @throws RequestFailed when no read succeeds in time
   */
  membership(context: Context, association: Association): Promise<PoolMembership> {
    return readWith(context, association.identity.idOrArn, identityReader(this.client, association));
  }

  /**
   * Whether the pool lists the identity.
   *
   * The read before a change. It uses another operation than the reads after a change, because each operation has a quota
   * of its own: requests that begin together wait here, where waiting changes nothing, and find the other quotas free.
   *
   * @throws RequestFailed when no read succeeds in time
   */
  async lists(context: Context, association: Association): Promise<boolean> {
    const { where } = await readWith(context, association.identity.idOrArn, poolReader(this.client, association));
    return where === 'here';
  }

  /** The same as a first look: undefined if it can't be read at once. Only throttling is retried. */
  peekMembership(context: Context, association: Association): Promise<PoolMembership | undefined> {
    return peek(context, association.identity.idOrArn, identityReader(this.client, association));
  }

  /** The same as a first look: undefined if it can't be read at once. Only throttling is retried. */
  async peekLists(context: Context, association: Association): Promise<boolean | undefined> {
    const membership = await peek(context, association.identity.idOrArn, poolReader(this.client, association));
    return membership === undefined ? undefined : membership.where === 'here';
  }

  /**
   * Whether the pool is being deleted or does not exist, so that it soon holds nothing. False if that can't be read at
   * once: the answer only helps.
   */
  async isPoolGoing(context: Context, pool: Pool): Promise<boolean> {
    return (await peek(context, pool.idOrArn, poolStatusReader(this.client, pool))) ?? false;
  }

  private input(
    { pool, identity }: Association,
    action: Action,
    scope: TokenScope,
    generation: number,
  ): TokenParameters & { ClientToken: string } {
    const parameters = {
      PoolId: pool.idOrArn,
      OriginationIdentity: identity.idOrArn,
      ...(identity.isoCountryCode === undefined ? {} : { IsoCountryCode: identity.isoCountryCode }),
    };
    return { ...parameters, ClientToken: clientToken(this.request, action, parameters, scope, generation) };
  }
}

/** One attempt at a read, repeated only while it is throttled; undefined if it fails. */
async function peek<Output>(
  context: Context,
  goal: string,
  { operation, input, read: send }: Reader<Output>,
): Promise<Output | undefined> {
  const attempt = async (): Promise<CallAttempt<Output | undefined>> => {
    const result = await attemptCall(context, { operation, input }, send);
    return result.ok || result.error.kind === 'throttled' ? result : { ok: true, output: undefined };
  };
  try {
    return await retryCall(context, { operation, goal: `for ${goal}` }, attempt);
  } catch (error) {
    if (error instanceof CallFailed) return undefined;
    throw error;
  }
}

/** @throws RequestFailed when no attempt succeeds in time, naming what the read was for */
export async function readWith<Output>(
  context: Context,
  what: string,
  { operation, input, read }: Reader<Output>,
): Promise<Output> {
  const goal = `for ${what}`;
  return retryCall(context, { operation, goal }, async () => {
    const result = await attemptCall(context, { operation, input }, read);
    if (!result.ok && READ_REFUSED.has(result.error.kind))
      throw new RequestFailed(`${operation} ${goal} was refused: ${result.error.description}`);
    return result;
  });
}
