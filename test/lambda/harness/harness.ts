import type { Handler } from '../../../lambda/handler';
import type { InvocationContext } from '../../../lambda/util/deadlines';
import { isJsonObject } from '../../../lambda/util/json-object';
import type { Clock } from '../../clock';
import type { Identity, PhoneNumber, Pool, Reference, SmsVoice } from '../../sms-voice';
import { adopted, createEvent, deleteEvent, type Event, type EventOptions, owned, updateEvent } from './event';
import { EventStacks } from './event-stacks';
import { parseResponse, type Response } from './response';
import { ResponseInbox } from './response-inbox';

type Properties = Parameters<typeof createEvent>[0];

/** By default the resource owns the association of the number. */
interface DeleteOptions extends EventOptions {
  /** The physical id that the event has. */
  readonly id?: string;
}

/** By default, the former properties declare the number in the first pool. */
interface UpdateOptions extends DeleteOptions {
  readonly from?: Properties;
}

interface Parts {
  readonly handler: (harness: Harness) => Handler;
  readonly responseUrl: string;
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  readonly milliseconds: number;
  readonly close: () => Promise<void>;
}

/**
 * The handler and all that it meets: the service that it calls, the stacks that it reads, the inbox of its responses. The
 * account has two pools and a number that is in neither of them.
 */
export class Harness {
  /** The log, a JSON line for each entry. */
  readonly lines: string[] = [];
  /** What the function writes for CloudWatch to make metrics of. */
  readonly metrics: Record<string, unknown>[] = [];
  readonly inbox = new ResponseInbox();
  /** What CloudFormation shows of the events' stacks. */
  readonly stacks: EventStacks;
  readonly pool: Pool;
  readonly next: Pool;
  readonly number: PhoneNumber;
  private readonly responseUrls = new WeakMap<Event, string>();

  constructor(
    readonly service: SmsVoice,
    readonly clock: Clock,
    private readonly parts: Parts,
  ) {
    this.stacks = new EventStacks(clock);
    [this.pool, this.next] = [service.createPool(), service.createPool()];
    // A number that stays in each pool, so that no other one is the pool's last.
    for (const each of [this.pool, this.next]) service.associate(each, service.requestPhoneNumber());
    this.number = service.requestPhoneNumber();
  }

  /** The properties that declare a number in a pool. */
  properties(into: { readonly id: string } = this.pool, number: { readonly id: string } = this.number) {
    return { PoolId: into.id, OriginationIdentity: number.id, IsoCountryCode: 'US' };
  }

  adopting(into?: Pool) {
    return { ...this.properties(into), AdoptExisting: 'true' };
  }

  owning(into?: Pool) {
    return { ...this.properties(into), TakeOwnership: 'true' };
  }

  /** Makes the next deployment check the association. */
  revised(into?: Pool) {
    return { ...this.properties(into), Revision: '2' };
  }

  sender(into = this.pool, IsoCountryCode = 'GB') {
    return { PoolId: into.id, OriginationIdentity: 'SHOP', IsoCountryCode };
  }

  /** The number's physical id when its resource owns the association, and when it found it in place. */
  get owned(): string {
    return owned(this.number.id);
  }
  get adopted(): string {
    return adopted(this.number.id);
  }

  poolsOf(identity: Reference<Identity> = this.number): string[] {
    return this.service.poolsOf(identity);
  }

  create(properties: Properties = this.properties(), options?: EventOptions): Promise<Response> {
    return this.send(createEvent(properties, options));
  }

  update(to: Properties, { id = this.owned, from = this.properties(), ...options }: UpdateOptions = {}) {
    return this.send(updateEvent(id, to, from, options));
  }

  delete(properties: Properties = this.properties(), { id = this.owned, ...options }: DeleteOptions = {}) {
    return this.send(deleteEvent(id, properties, options));
  }

  /** Delivers an event, as Lambda would, and resolves with the response. */
  async send(event: Event, context?: InvocationContext): Promise<Response> {
    await this.run(() => this.deliver(event, context));
    return this.responded(event);
  }

  /** Delivers an event, acts while the function works on it, and resolves with the response. */
  async sendWhile(event: Event, act: () => Promise<void>): Promise<Response> {
    await this.run(() => Promise.all([this.deliver(event), act()]));
    return this.responded(event);
  }

  /** Delivers events at the same time, and resolves with the responses in the order in which they came. */
  async sendAll(...events: readonly Event[]): Promise<Response[]> {
    await this.run(() => Promise.all(events.map((event) => this.deliver(event))));
    return this.inbox.bodies.slice(-events.length).map(parseResponse);
  }

  /** Delivers an event whose response CloudFormation does not see, as if the function crashed after its work. */
  deliverUnseen(event: Event): Promise<unknown> {
    return this.run(() => this.deliver(event));
  }

  /**
   * Delivers an event again, as Lambda does after a crash. What CloudFormation shows stays as it is.
   *
   * @param sentAt when CloudFormation sent the event, in milliseconds since the epoch
   */
  async deliverAgain(event: Event, sentAt: number): Promise<Response> {
    const ResponseURL = this.responseUrlOf(event, sentAt);
    await this.run(() => this.deliverRaw({ ...event, ResponseURL }, this.context()));
    return parseResponse(this.inbox.bodies.at(-1));
  }

  /** The delivery alone, for work inside `run`. */
  deliver(event: Event, context = this.context()): Promise<unknown> {
    this.stacks.requested(event);
    return this.deliverRaw({ ...event, ResponseURL: this.responseUrlOf(event) }, context);
  }

  /** Sends the event of a schedule, and resolves with what the function returns. */
  check(event: unknown): Promise<unknown> {
    return this.run(() => this.deliverRaw(event, this.context()));
  }

  /** Delivers any value as the event, and resolves with what the function returns. */
  deliverRaw(event: unknown, context?: InvocationContext): Promise<unknown> {
    return this.parts.handler(this)(event, context);
  }

  /** Runs work that waits on the harness's clock. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.parts.run(work);
  }

  /** Lets that many milliseconds pass. */
  async wait(milliseconds: number): Promise<void> {
    await this.run(() => this.clock.sleep(milliseconds));
  }

  /**
   * Lets time pass until the condition holds, for work inside `run`.
   *
   * @throws after half an hour, when every function has ended
   */
  async until(condition: () => boolean): Promise<void> {
    const end = this.clock.now() + 1_800_000;
    while (!condition()) {
      if (this.clock.now() > end) throw new Error(`${String(condition)}: expected within half an hour`);
      await this.clock.sleep(100);
    }
  }

  /** Lambda's context, with all of the harness's time or with less. */
  context(milliseconds = this.parts.milliseconds): InvocationContext {
    const end = this.clock.now() + milliseconds;
    return { getRemainingTimeInMillis: () => end - this.clock.now(), awsRequestId: 'r-1', logStreamName: 'stream' };
  }

  /** The warnings of the log. */
  get warnings(): string[] {
    return this.lines.filter((line) => line.includes('"message":"warning"'));
  }

  /** Every call of that kind that arrived at the service. */
  calls(operation: string) {
    return this.service.calls.filter((call) => call.operation.startsWith(operation));
  }

  /** What the function changed in the account, of that kind. */
  changes(kind?: 'associated' | 'disassociated') {
    return this.service.history.filter(
      (change) => change.by !== 'hand' && (kind === undefined || change.kind === kind),
    );
  }

  tokens(operation: string): unknown[] {
    return this.calls(operation).map(({ input }) => (isJsonObject(input) ? input.ClientToken : undefined));
  }

  close(): Promise<void> {
    return this.parts.close();
  }

  /** Each delivery of an event has the URL that CloudFormation signed when it sent the event. */
  private responseUrlOf(event: Event, sentAt = this.clock.now()): string {
    const date = new Date(sentAt).toISOString().replace(/[-:]|\.\d+/g, '');
    const url = this.responseUrls.get(event) ?? `${this.parts.responseUrl}&X-Amz-Date=${date}`;
    this.responseUrls.set(event, url);
    return url;
  }

  private responded(event: Event): Response {
    const own = this.inbox.bodies.findLast((body) => body.includes(String(event.RequestId)));
    const response = parseResponse(own ?? this.inbox.bodies.at(-1));
    this.stacks.responded(event, response);
    return response;
  }
}
