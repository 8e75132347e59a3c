import type { Account } from './account';
import type { AuthorizationRequest, Call, Request, Response } from './call';
import type { Clock } from '../clock';
import { errorOf, unreadableResponse, type Arrival, type Faults, type Plan } from './faults';
import { InFlight } from './in-flight';
import type { Names } from './names';
import { Context, type Operation, type Output, type Prepared } from './operation';
import { operations } from './operations';
import { RateLimit } from './rate-limit';
import { accessDenied, internal, ServiceError, throttled } from './service-error';
import type { Settings } from './settings';
import { TokenMemory } from './token-memory';

type Open = { -readonly [Member in keyof Call]: Call[Member] };

export interface EndpointParts {
  readonly account: Account;
  readonly names: Names;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly allows: (request: AuthorizationRequest) => boolean;
}

/** Answers requests: applies faults, rates, permissions and client tokens around the operations. */
export class Endpoint {
  readonly calls: Call[] = [];
  readonly #parts: EndpointParts;
  readonly #limit: RateLimit;
  readonly #tokens: TokenMemory;
  readonly #inFlight: InFlight;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
    this.#limit = new RateLimit(parts.settings);
    this.#tokens = new TokenMemory(parts.settings);
    this.#inFlight = new InFlight(parts.settings);
  }

  async handle({ operation, body, accessKeyId = 'anonymous', signal }: Request): Promise<Response | 'dropped'> {
    const arrival: Arrival = { time: this.#parts.clock.now(), operation, input: readInput(body), accessKeyId };
    const call: Open = { ...arrival, outcome: 'lost', effective: false, replayed: false };
    this.calls.push(call);
    const plan = this.#parts.faults.meet(arrival);
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
    const now = this.#parts.clock.now();
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
    const { account, names, settings } = this.#parts;
    const before = account.revision;
    const output = prepared.run(new Context(account, names, settings, now, call.accessKeyId, token));
    call.effective = account.revision > before;
    if (token !== undefined) this.#tokens.remember(call.operation, token, call.input, output, now);
    return output;
  }

  #prepare(operation: Operation, call: Arrival, denied: boolean): Prepared {
    const prepared = operation(call.input, this.#parts.names);
    const { resources } = prepared;
    const action = `sms-voice:${call.operation}`;
    if (!denied && this.#parts.allows({ accessKeyId: call.accessKeyId, action, resources })) return prepared;
    throw this.#denial(call, resources[0] ?? '*');
  }

  #denial({ operation, accessKeyId }: Arrival, resource: string): ServiceError {
    const { partition, accountId } = this.#parts.names;
    return accessDenied(`arn:${partition}:iam::${accountId}:user/${accessKeyId}`, `sms-voice:${operation}`, resource);
  }

  /** Does the work at once. The returned function makes the response and records the outcome. */
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
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': this.#parts.names.newRequestId() },
      body: JSON.stringify(output),
    };
  }

  /** @returns false if the client disconnects before the time is over. */
  async #wait(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (milliseconds > 0) await this.#parts.clock.sleep(milliseconds, signal).catch(() => undefined);
    return signal?.aborted !== true;
  }
}

function errorBody(error: ServiceError): Output {
  return { __type: `com.amazonaws.pinpointsmsvoicev2#${error.name}`, Message: error.message, ...error.fields };
}

function raise(error: ServiceError): never {
  throw error;
}

/** Parses the body; text that is not JSON stays text. A null member counts as absent. */
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
