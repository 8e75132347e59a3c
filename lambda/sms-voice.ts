import {
  AssociateOriginationIdentityCommand,
  type AssociateOriginationIdentityResult,
  DescribePoolsCommand,
  DisassociateOriginationIdentityCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { AnswerData } from './answer';
import type { Association } from './association';
import { attempt, type Attempt } from './attempt';
import { Cadence } from './cadence';
import { clientToken, type TokenParameters, type TokenSubject } from './client-token';
import type { Clock } from './clock';
import { Failed } from './failed';
import type { Log } from './log';
import { Pacing } from './pacing';
import type { Place } from './place';
import type { Pool } from './pool';
import { identityReader, poolReader, type Reader } from './reader';

/** What calls need beside their parameters. */
export interface Line {
  readonly client: PinpointSMSVoiceV2Client;
  readonly clock: Clock;
  readonly log: Log;
  readonly subject: TokenSubject;
  /** No call outlasts it, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** The service, as far as an association needs it. Writes are single attempts; reads are patient. */
export class SmsVoice {
  readonly clock: Clock;
  readonly log: Log;
  readonly deadline: number;

  constructor(
    private readonly line: Line,
    readonly cadence = new Cadence(line.clock),
  ) {
    this.clock = line.clock;
    this.log = line.log;
    this.deadline = line.deadline;
  }

  /** The same service, to be done with earlier or later. */
  until(deadline: number): SmsVoice {
    return new SmsVoice({ ...this.line, deadline }, this.cadence);
  }

  async associate(association: Association, generation: number): Promise<Attempt<Partial<AnswerData>>> {
    const input = this.input(association, 'associate', generation);
    const call = { operation: 'AssociateOriginationIdentity', input };
    const answer = await attempt(this.line, call, (abortSignal) =>
      this.line.client.send(new AssociateOriginationIdentityCommand(input), { abortSignal }),
    );
    return answer.ok ? { ok: true, output: attributesOf(answer.output) } : answer;
  }

  async disassociate(association: Association, generation: number): Promise<Attempt<unknown>> {
    const input = this.input(association, 'disassociate', generation);
    const call = { operation: 'DisassociateOriginationIdentity', input };
    return attempt(this.line, call, (abortSignal) =>
      this.line.client.send(new DisassociateOriginationIdentityCommand(input), { abortSignal }),
    );
  }

  /**
   * Where the identity is, and in which state.
   *
   * @throws Failed when no read succeeds in time
   */
  locate(association: Association): Promise<Place> {
    return this.read(association, identityReader(this.line.client, association));
  }

  /**
   * Whether the pool lists the identity.
   *
   * The read before a change, which every other reader of the identity's own state leaves alone: each operation has a
   * quota of its own, and what is in the middle of a change had better not wait behind what is at its beginning. A
   * hundred requests that begin at once wait here, where waiting changes nothing; whom the quota lets read finds the
   * same quota of the change free.
   *
   * @throws Failed when no read succeeds in time
   */
  async lists(association: Association): Promise<boolean> {
    const { where } = await this.read(association, poolReader(this.line.client, association));
    return where === 'here';
  }

  /** Whether the pool is being deleted or gone: then it holds nothing for long. */
  async isGoing(pool: Pool): Promise<boolean> {
    const input = { PoolIds: [pool.sent] };
    const operation = 'DescribePools';
    return this.patiently(operation, `for ${pool.sent}`, async () => {
      const answer = await attempt(this.line, { operation, input }, (abortSignal) =>
        this.line.client.send(new DescribePoolsCommand(input), { abortSignal }),
      );
      if (!answer.ok) return answer.failure.kind === 'not found' ? { ok: true, output: true } : answer;
      return { ok: true, output: answer.output.Pools?.[0]?.Status === 'DELETING' };
    });
  }

  private read({ identity }: Association, { operation, input, read }: Reader): Promise<Place> {
    return this.patiently(operation, `for ${identity.sent}`, () => attempt(this.line, { operation, input }, read));
  }

  private async patiently<Output>(
    operation: string,
    goal: string,
    once: () => Promise<Attempt<Output>>,
  ): Promise<Output> {
    const pacing = await Pacing.start(this, operation, goal);
    for (;;) {
      const answer = await once();
      if (answer.ok) return answer.output;
      if (answer.failure.kind === 'refused')
        throw new Failed(`${operation} ${goal} was refused: ${answer.failure.description}`);
      await pacing.next(answer.failure);
    }
  }

  private input(
    { pool, identity }: Association,
    action: 'associate' | 'disassociate',
    generation: number,
  ): TokenParameters & { ClientToken: string } {
    const parameters = {
      PoolId: pool.sent,
      OriginationIdentity: identity.sent,
      ...(identity.isoCountryCode === undefined ? {} : { IsoCountryCode: identity.isoCountryCode }),
    };
    return { ...parameters, ClientToken: clientToken(this.line.subject, action, parameters, generation) };
  }
}

function attributesOf(output: AssociateOriginationIdentityResult): Partial<AnswerData> {
  const { PoolId, PoolArn, OriginationIdentity, OriginationIdentityArn, IsoCountryCode } = output;
  const said = { PoolId, PoolArn, OriginationIdentity, OriginationIdentityArn, IsoCountryCode };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
