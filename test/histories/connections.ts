import type { HttpHandler } from '@smithy/core/protocols';
import { apiRequestHandler, type Lifetime } from '../cloudformation';
import { requestHandler, type Call } from '../sms-voice';
import type { Outside } from './product';

/** A call as a function sent it. */
export interface ServiceCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** As the service saw it; absent when the function crashed before. */
  call?: Call;
}

/** A moment at which a function may crash. */
export interface Moment {
  readonly at: 'before' | 'after';
  /** An operation of the service or of CloudFormation, or `response`. */
  readonly doing: string;
}

/** How long a request is under way to the service, and its response back, in milliseconds. */
const NETWORK_DELAY = 40;

type Services = Pick<Outside, 'clock' | 'service' | 'hasRoute' | 'api'>;

/** The way to the service, on which every call is noted. */
export function serviceHandler(
  { clock, service, hasRoute }: Services,
  perform: Perform,
  { onSent, onReceived }: { readonly onSent: (call: ServiceCall) => void; readonly onReceived: (call: Call) => void },
): HttpHandler {
  const wire = requestHandler(service);
  return {
    ...wire,
    handle: (request, options) => {
      const operation = (request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      const one: ServiceCall = { operation, input: parsed(request.body) };
      onSent(one);
      return perform(operation, async () => {
        await clock.sleep(NETWORK_DELAY);
        if (!hasRoute()) throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
        const index = service.calls.length;
        const answer = wire.handle(request, options);
        const call = service.calls[index];
        if (call === undefined) throw new Error('the service has not noted a call');
        one.call = call;
        onReceived(call);
        const response = await answer;
        await clock.sleep(NETWORK_DELAY);
        return response;
      });
    },
  };
}

/** The way to CloudFormation. */
export function stackHandler({ clock, api }: Services, perform: Perform): HttpHandler {
  const wire = apiRequestHandler(api());
  return {
    ...wire,
    handle: (request, options) =>
      perform('CloudFormation', async () => {
        await clock.sleep(NETWORK_DELAY);
        const response = await wire.handle(request, options);
        await clock.sleep(NETWORK_DELAY);
        return response;
      }),
  };
}

export type Perform = <T>(doing: string, work: () => Promise<T>) => Promise<T>;

/** Does something that a crash can come before or after; once crashed, nothing is done and nothing comes back. */
export function performer(lifetime: Lifetime, crashes: (moment: Moment) => boolean): Perform {
  return (doing, work) => {
    if (crashes({ at: 'before', doing })) {
      lifetime.kill();
      return lifetime.guard(new Promise(() => undefined));
    }
    const done = work().finally(() => {
      if (crashes({ at: 'after', doing })) lifetime.kill();
    });
    return lifetime.guard(done);
  };
}

function parsed(body: unknown): Record<string, unknown> {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  const value: unknown = JSON.parse(typeof text === 'string' ? text : '{}');
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
