import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { AnswerData } from '../../lambda/answer';
import type { Attempt } from '../../lambda/attempt';
import type { Clock } from '../../lambda/clock';
import type { LogEntry } from '../../lambda/log';
import type { Place } from '../../lambda/place';
import type { FailureKind } from '../../lambda/service-error';
import { SmsVoice } from '../../lambda/sms-voice';

/** What the service answers to one call after the other; the last answer of a kind is given for good. */
export interface Script {
  readonly associate?: readonly Attempt<Partial<AnswerData>>[];
  readonly disassociate?: readonly Attempt<Partial<AnswerData>>[];
  /** What reads show, or how they fail in the end. */
  readonly places?: readonly (Place | Error)[];
  /** Whether the pool lists the identity. */
  readonly lists?: readonly boolean[];
  /** Whether the pool is being deleted. */
  readonly going?: readonly boolean[];
}

/** As long as Lambda lets a function run. */
const LONGEST_RUN = 900_000;

/** The service as a list of answers, each given at once, for what is done with them. */
export class ScriptedService extends SmsVoice {
  private readonly start: number;

  constructor(
    clock: Clock,
    private readonly script: Script,
    milliseconds = LONGEST_RUN,
    /** Every call, a change with the generation of its token. */
    readonly calls: string[] = [],
    /** When each call was made, in milliseconds from the start. */
    readonly times: number[] = [],
    /** What the log says of decisions. */
    readonly decisions: unknown[] = [],
  ) {
    const subject = { stackId: 'stack-1', logicalResourceId: 'Association', requestId: 'request-1' };
    const client = new PinpointSMSVoiceV2Client({ region: 'us-east-1' });
    const log = ({ decision }: LogEntry) => decisions.push(decision);
    super({ client, clock, log, subject, deadline: clock.now() + milliseconds });
    this.start = clock.now();
  }

  override until(deadline: number): ScriptedService {
    const { clock, script, calls, times, decisions } = this;
    return new ScriptedService(clock, script, deadline - clock.now(), calls, times, decisions);
  }

  override associate(_association: unknown, generation: number) {
    return this.answer('associate', this.script.associate, generation);
  }

  override disassociate(_association: unknown, generation: number) {
    return this.answer('disassociate', this.script.disassociate, generation);
  }

  override locate() {
    return this.answer('read', this.script.places);
  }

  override lists() {
    return this.answer('does the pool list it?', this.script.lists);
  }

  override isGoing() {
    return this.answer('is the pool going?', this.script.going);
  }

  /** When each call of that kind was made. */
  timesOf(kind: string): number[] {
    return this.times.filter((_time, index) => this.calls[index]?.startsWith(kind));
  }

  private answer<Answer>(
    kind: string,
    answers: readonly (Answer | Error)[] = [],
    generation?: number,
  ): Promise<Answer> {
    const given = this.calls.filter((call) => call.startsWith(kind)).length;
    this.calls.push(generation === undefined ? kind : `${kind} ${generation}`);
    this.times.push(this.clock.now() - this.start);
    const answer = answers[Math.min(given, answers.length - 1)];
    if (answer === undefined) return Promise.reject(new Error(`${kind}: not in the script`));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }
}

export const success = (output: Partial<AnswerData> = {}): Attempt<Partial<AnswerData>> => ({ ok: true, output });

export const failing = (kind: FailureKind, reason?: string): Attempt<Partial<AnswerData>> => ({
  ok: false,
  failure: { kind, reason, description: `it was ${kind}` },
});

/** What a read shows. */
export const at = (where: Place['where'], status?: string): Place => ({ where, status, attributes: {} });
export const elsewhere: Place = { ...at('elsewhere', 'ACTIVE'), otherPool: 'pool-02' };
