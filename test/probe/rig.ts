import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterEach } from '@jest/globals';
import type { HttpHandler } from '@smithy/core/protocols';
import type { Clock } from '../clock';
import { serve, SmsVoice, type Served, type Settings } from '../sms-voice';
import { Cleanup } from './cleanup';
import { readOptions } from './options';
import { probe } from './probe';

const identity = { region: 'us-east-1', credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' } };

/** Time that passes only in sleeps, and only when no request is on its way. */
class IdleClock implements Clock {
  readonly #requests = new Set<Promise<unknown>>();
  #time = Date.UTC(2026, 0, 1);

  now(): number {
    return this.#time;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    while (this.#requests.size > 0) await Promise.allSettled(this.#requests);
    // Whoever waits for those requests goes on before time does.
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    this.#time += milliseconds;
  }

  async during<T>(request: Promise<T>): Promise<T> {
    this.#requests.add(request);
    try {
      return await request;
    } finally {
      this.#requests.delete(request);
    }
  }
}

const open: Served[] = [];

afterEach(async () => {
  for (const served of open.splice(0)) await served.close();
});

/** The probe on the in-memory service over HTTP, until the test ends. */
export async function probeRig(settings: Partial<Settings> = {}, cloudFormation?: (service: SmsVoice) => HttpHandler) {
  const clock = new IdleClock();
  const service = new SmsVoice({ clock, settings });
  const served = await serve(service);
  open.push(served);
  const smsVoice = new PinpointSMSVoiceV2({ ...identity, endpoint: served.endpoint, maxAttempts: 1 });
  smsVoice.middlewareStack.add((next) => (args) => clock.during(next(args)), { step: 'initialize', priority: 'high' });
  const cleanup = new Cleanup(clock);
  const interrupt = new AbortController();
  return {
    service,
    cleanup,
    interrupt,
    run: (...args: readonly string[]) =>
      probe(readOptions(args), {
        smsVoice,
        cloudFormation: () =>
          new CloudFormation({
            ...identity,
            ...(cloudFormation === undefined ? {} : { requestHandler: cloudFormation(service) }),
          }),
        clock,
        cleanup,
        signal: interrupt.signal,
        progress: () => undefined,
      }),
  };
}
