import type { Account } from './account';
import type { Clock } from '../clock';
import { errorOf, type Arrival, type Faults, type Plan } from './faults';
import { InFlight } from './in-flight';
import type { Names } from './names';
import { Context, type Operation, type Output, type Prepared } from './operation';
import { operations } from './operations';
import { RateLimit } from './rate-limit';
import { accessDenied, internal, ServiceError, throttled } from './service-error';
import type { Settings } from './settings';
import { TokenMemory } from './token-memory';
import { unreadableResponse } from './unreadable-response';

export interface Request {
  readonly operation: string;
  readonly body: string;
  readonly accessKeyId?: string;
  /** Aborted when the client goes away. */
  readonly signal?: AbortSignal | undefined;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A call that arrived, and what became of it. */
export interface Call extends Arrival {
  /** `lost` when the client got no answer; also while it waits for one. */
  readonly outcome: string;
  readonly reason?: string | undefined;
  /** Whether it changed anything. */
  readonly effective: boolean;
  /** Whether it was answered from the memory of its client token. */
  readonly replayed: boolean;
}

/** What IAM would be asked. */
export interface AuthorizationRequest {
  readonly accessKeyId: string;
  /** As in policies: `sms-voice:AssociateOriginationIdentity`. */
  readonly action: string;
  /** ARNs. */
  readonly resources: readonly string[];
}

type Open = { -readonly [Member in keyof Call]: Call[Member] };

/** What the service consists of. */
export interface House {
  readonly account: Account;
  readonly names: Names;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly allows: (request: AuthorizationRequest) => boolean;
}

/** Takes requests one by one, and gives each its answer, its error or its fault. */
export class FrontDoor {
  readonly calls: Call[] = [];
  readonly #house: House;
  readonly #limit: RateLimit;
  readonly #tokens: TokenMemory;
  readonly #inFlight: InFlight;

  constructor(house: House) {
    this.#house = house;
    this.#limit = new RateLimit(house.settings);
    this.#tokens = new TokenMemory(house.settings);
    this.#inFlight = new InFlight(house.settings);
  }

  async handle({ operation, body, accessKeyId = 'anonymous', signal }: Request): Promise<Response | 'dropped'> {
    const arrival: Arrival = { time: this.#house.clock.now(), operation, input: readInput(body), accessKeyId };
    const call: Open = { ...arrival, outcome: 'lost', effective: false, replayed: false };
    this.calls.push(call);
    const plan = this.#house.faults.meet(arrival);
    if (!(await this.#wait(plan.latencyBefore, signal))) return 'dropped';
    try {
      return await this.#carryOut(call, plan, signal);
    } finally {
      this.#inFlight.end(call);
    }
  }

  async #carryOut(call: Open, { fault, latencyAfter }: Plan, signal?: AbortSignal): Promise<Response | 'dropped'> {
    if (fault === 'drop-before') return 'dropped';
    if (fault === 'hang-before') return await untilGone(signal);
    const unreadable = unreadableResponse(fault);
    if (typeof fault === 'string' && unreadable !== undefined) {
      if (fault.endsWith('-after')) this.#answer(() => this.#perform(call, fault), call);
      call.outcome = fault;
      return unreadable;
    }
    const answer = this.#answer(() => this.#perform(call, fault), call);
    if (fault === 'drop-after') return 'dropped';
    if (fault === 'hang-after') return await untilGone(signal);
    if (!(await this.#wait(latencyAfter, signal))) return 'dropped';
    return fault === 'internal-after' ? this.#answer(() => raise(internal()), call)() : answer();
  }

  #perform(call: Open, fault: Plan['fault']): Output {
    const error = errorOf(fault);
    if (error !== undefined) throw error;
    const now = this.#house.clock.now();
    const operation = operations.get(call.operation);
    if (operation === undefined) throw new ServiceError('UnknownOperationException', `No operation ${call.operation}.`);
    if (!this.#limit.admits(call.operation, now)) throw throttled();
    const prepared = this.#prepare(operation, call, fault === 'access-denied');
    this.#inFlight.begin(call, prepared.resources);
    const token = prepared.clientToken;
    const remembered = token === undefined ? undefined : this.#tokens.recall(call.operation, token, call.input, now);
    if (remembered !== undefined) {
      call.replayed = true;
      return remembered;
    }
    const { account, names, settings } = this.#house;
    const before = account.revision;
    const output = prepared.run(new Context(account, names, settings, now, call.accessKeyId, token));
    call.effective = account.revision > before;
    if (token !== undefined) this.#tokens.remember(call.operation, token, call.input, output, now);
    return output;
  }

  #prepare(operation: Operation, call: Arrival, denied: boolean): Prepared {
    const prepared = operation(call.input, this.#house.names);
    const { resources } = prepared;
    const action = `sms-voice:${call.operation}`;
    if (!denied && this.#house.allows({ accessKeyId: call.accessKeyId, action, resources })) return prepared;
    throw this.#denial(call, resources[0] ?? '*');
  }

  #denial({ operation, accessKeyId }: Arrival, resource: string): ServiceError {
    const { partition, accountId } = this.#house.names;
    return accessDenied(`arn:${partition}:iam::${accountId}:user/${accessKeyId}`, `sms-voice:${operation}`, resource);
  }

  /** Carries the work out at once; the call counts as answered when the function that it returns is called. */
  #answer(work: () => Output, call: Open): () => Response {
    let output: Output = {};
    let error: ServiceError | undefined;
    try {
      output = work();
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      error = thrown;
    }
    return () => {
      call.outcome = error?.name ?? 'success';
      call.reason = typeof error?.fields.Reason === 'string' ? error.fields.Reason : undefined;
      return error === undefined ? this.#respond(200, output) : this.#respond(error.status, errorBody(error));
    };
  }

  #respond(status: number, output: Output): Response {
    return {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': this.#house.names.newRequestId() },
      body: JSON.stringify(output),
    };
  }

  /** False when the client has gone before the time was over. */
  async #wait(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (milliseconds > 0) await this.#house.clock.sleep(milliseconds, signal).catch(() => undefined);
    return signal?.aborted !== true;
  }
}

function errorBody(error: ServiceError): Output {
  return { __type: `com.amazonaws.pinpointsmsvoicev2#${error.name}`, Message: error.message, ...error.fields };
}

function raise(error: ServiceError): never {
  throw error;
}

/** The request as JSON, or as the text that it is; null stands for an absent member. */
function readInput(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body, (_name, value: unknown) => value ?? undefined);
  } catch {
    return body;
  }
}

async function untilGone(signal: AbortSignal | undefined): Promise<'dropped'> {
  await new Promise<void>((resolve) => {
    if (signal?.aborted === true) resolve();
    else
      signal?.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
  return 'dropped';
}
