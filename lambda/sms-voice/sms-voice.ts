import {
  AssociateOriginationIdentityCommand,
  DescribePoolsCommand,
  DisassociateOriginationIdentityCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Association } from '../association/association';
import type { ServiceAttributes } from '../association/attributes';
import type { Pool } from '../association/pool';
import type { Context } from '../util/context';
import { RequestFailed } from '../util/errors';
import { attempt, type Attempt } from './attempt';
import { type Action, clientToken, type TokenParameters, type TokenRequest, type TokenScope } from './client-token';
import type { PoolMembership } from './pool-membership';
import { identityReader, poolReader, type Reader } from './readers';
import { Retry } from './retry';

/** The operations of the service that an association needs. A change is one attempt; a read is retried. */
export class SmsVoice {
  constructor(
    readonly client: PinpointSMSVoiceV2Client,
    private readonly context: Context,
    private readonly request: TokenRequest,
  ) {}

  /** The same service with another deadline. */
  within(context: Context): SmsVoice {
    return new SmsVoice(this.client, context, this.request);
  }

  async associate(
    association: Association,
    scope: TokenScope,
    generation: number,
  ): Promise<Attempt<ServiceAttributes>> {
    const input = this.input(association, 'associate', scope, generation);
    return attempt(this.context, { operation: 'AssociateOriginationIdentity', input }, (abortSignal) =>
      this.client.send(new AssociateOriginationIdentityCommand(input), { abortSignal }),
    );
  }

  async disassociate(association: Association, generation: number): Promise<Attempt<unknown>> {
    const input = this.input(association, 'disassociate', 'request', generation);
    return attempt(this.context, { operation: 'DisassociateOriginationIdentity', input }, (abortSignal) =>
      this.client.send(new DisassociateOriginationIdentityCommand(input), { abortSignal }),
    );
  }

  /**
   * Where the identity is, and in which state.
   *
   * @throws RequestFailed when no read succeeds in time
   */
  membership(association: Association): Promise<PoolMembership> {
    return this.read(association, identityReader(this.client, association));
  }

  /**
   * Whether the pool lists the identity.
   *
   * The read before a change. It uses another operation than the reads after a change, because each operation has a quota
   * of its own: requests that begin together wait here, where waiting changes nothing, and find the other quotas free.
   *
   * @throws RequestFailed when no read succeeds in time
   */
  async lists(association: Association): Promise<boolean> {
    const { where } = await this.read(association, poolReader(this.client, association));
    return where === 'here';
  }

  /**
   * Whether the pool is being deleted or does not exist, so that it soon holds nothing.
   *
   * @throws RequestFailed when no read succeeds in time
   */
  async isBeingDeleted(pool: Pool): Promise<boolean> {
    const input = { PoolIds: [pool.sent] };
    const operation = 'DescribePools';
    return this.retried(operation, `for ${pool.sent}`, async () => {
      const result = await attempt(this.context, { operation, input }, (abortSignal) =>
        this.client.send(new DescribePoolsCommand(input), { abortSignal }),
      );
      if (!result.ok) return result.error.kind === 'not found' ? { ok: true, output: true } : result;
      return { ok: true, output: result.output.Pools?.[0]?.Status === 'DELETING' };
    });
  }

  private read({ identity }: Association, { operation, input, read }: Reader): Promise<PoolMembership> {
    return this.retried(operation, `for ${identity.sent}`, () => attempt(this.context, { operation, input }, read));
  }

  private async retried<Output>(
    operation: string,
    goal: string,
    once: () => Promise<Attempt<Output>>,
  ): Promise<Output> {
    const retry = new Retry(this.context, operation, goal);
    for (;;) {
      const result = await once();
      if (result.ok) return result.output;
      if (result.error.kind === 'refused')
        throw new RequestFailed(`${operation} ${goal} was refused: ${result.error.description}`);
      await retry.wait(result.error);
    }
  }

  private input(
    { pool, identity }: Association,
    action: Action,
    scope: TokenScope,
    generation: number,
  ): TokenParameters & { ClientToken: string } {
    const parameters = {
      PoolId: pool.sent,
      OriginationIdentity: identity.sent,
      ...(identity.isoCountryCode === undefined ? {} : { IsoCountryCode: identity.isoCountryCode }),
    };
    return { ...parameters, ClientToken: clientToken(this.request, action, parameters, scope, generation) };
  }
}
