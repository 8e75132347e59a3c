import type { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Clock } from '../clock';

export type Answer<Output> = Success<Output> | Refusal;

export interface Success<Output> {
  readonly kind: 'success';
  readonly output: Output;
}

export interface Refusal {
  readonly kind: 'error';
  readonly name: string;
  readonly reason: string | undefined;
  readonly message: string;
}

/** One request in the report. */
export interface Entry {
  readonly operation: string;
  /** Milliseconds since the start of the probe. */
  readonly sent: number;
  readonly answered: number;
  readonly answer: string;
}

/** A question that the probe can't answer, or a step that it can't do without an answer of the service. */
export class Unanswered extends Error {}

/** How often, and for how long, a throttled request is sent again. */
const RETRIES = { times: 60, delayMilliseconds: 1_100 };

/** In milliseconds. */
interface Poll {
  readonly maxWait: number;
  readonly interval: number;
}

/** The client, whose errors are answers. */
export class Service {
  readonly transcript: Entry[] = [];
  readonly #start: number;

  constructor(
    private readonly client: PinpointSMSVoiceV2,
    readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.#start = clock.now();
  }

  /** The latest request. */
  get last(): Entry {
    return required(this.transcript.at(-1));
  }

  /** Sends a request, again as long as it is throttled. */
  async ask<Output>(operation: string, send: (client: PinpointSMSVoiceV2) => Promise<Output>): Promise<Answer<Output>> {
    for (let retry = 0; retry < RETRIES.times; retry += 1) {
      const answer = await this.once(operation, send);
      if (!isThrottled(answer)) return answer;
      await this.sleep(RETRIES.delayMilliseconds);
    }
    throw new Unanswered(`${operation} was throttled ${RETRIES.times} times: run the probe when the account is quiet`);
  }

  /** The output of a request that has to succeed. */
  async need<Output>(operation: string, send: (client: PinpointSMSVoiceV2) => Promise<Output>): Promise<Output> {
    const answer = await this.ask(operation, send);
    if (answer.kind === 'success') return answer.output;
    throw new Unanswered(`${operation} failed: ${describe(answer)}: ${answer.message}`);
  }

  /** Sends one request. An interrupted probe still waits for its answer, so that it knows what there is to delete. */
  async once<Output>(
    operation: string,
    send: (client: PinpointSMSVoiceV2) => Promise<Output>,
  ): Promise<Answer<Output>> {
    this.signal.throwIfAborted();
    const sent = this.clock.now();
    const answer = await send(this.client).then(
      (output): Success<Output> => ({ kind: 'success', output }),
      (error: unknown) => refusal(operation, error),
    );
    const answered = this.clock.now() - this.#start;
    this.transcript.push({ operation, sent: sent - this.#start, answered, answer: describe(answer) });
    return answer;
  }

  async sleep(milliseconds: number): Promise<void> {
    await this.clock.sleep(milliseconds, this.signal);
  }

  /** @returns false if the condition is still not true after the maximum wait */
  async becomes(condition: () => Promise<boolean>, { maxWait, interval }: Poll): Promise<boolean> {
    const end = this.clock.now() + maxWait;
    for (let left = Math.ceil(maxWait / interval); !(await condition()); left -= 1) {
      if (left <= 0 || this.clock.now() >= end) return false;
      await this.sleep(interval);
    }
    return true;
  }
}

export function isThrottled(answer: Answer<unknown>): boolean {
  return answer.kind === 'error' && answer.name === 'ThrottlingException';
}

export function describe(answer: Answer<unknown>): string {
  if (answer.kind === 'success') return 'success';
  return answer.reason === undefined ? answer.name : `${answer.name} (${answer.reason})`;
}

/** The errors that tell how the service behaves. Others tell about the caller's permissions, credentials or connection. */
const ANSWERS: ReadonlySet<string> = new Set([
  'ConflictException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'ThrottlingException',
  'ValidationException',
]);

function refusal(operation: string, error: unknown): Refusal {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'AccessDeniedException') {
    throw new Unanswered(`AWS denies sms-voice:${operation}: ${error.message}`, { cause: error });
  }
  if (!ANSWERS.has(error.name)) {
    throw new Unanswered(`${operation} has no answer: ${error.name}: ${error.message}`, { cause: error });
  }
  const reason: unknown = Reflect.get(error, 'Reason');
  return {
    kind: 'error',
    name: error.name,
    reason: typeof reason === 'string' ? reason : undefined,
    message: error.message,
  };
}

/** For members of answers that the API's model doesn't require, and for what a question `needs`. */
export function required<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw new Unanswered('the probe lacks something that it needs, or an answer of the service lacks a member');
}
