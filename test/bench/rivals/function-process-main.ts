import * as http from 'node:http';
import { createRequire } from 'node:module';
import type { Event } from '../../lambda/harness/event';
import { serveOtherFunction } from './other-function';
import type { Order, Result } from './function-process';

// The process of one warm function, or of a hundred cold ones. Its parent sends the events, and gets one message at the end.

type Handler = (event: unknown, context: object) => Promise<unknown>;

const load = createRequire(__filename);
const context = { getRemainingTimeInMillis: () => 900_000, awsRequestId: 'bench', logStreamName: 'bench' };

// The function's warnings are no message of the benchmark.
console.warn = () => undefined;

process.on('message', (order: Order) => {
  void carryOut(order).then((result) => process.send?.(result));
});

/** How many events are between two samples of the heap. */
const SAMPLE_INTERVAL = 400;

async function carryOut({ file, exported, series, fresh, responsesPort, calls }: Order): Promise<Result> {
  if (responsesPort !== undefined) respondTo(responsesPort);
  const called = calls === undefined ? undefined : await callable(calls);
  const heap: number[] = [];
  let [failures, done] = [0, 0];
  const run = async (event: Event): Promise<void> => {
    await handlerOf(file, exported, fresh)(event, context).catch(() => (failures += 1));
    done += 1;
    if (done % SAMPLE_INTERVAL === 0) heap.push(heapInUse());
  };
  await Promise.all(
    series.map(async (events) => {
      for (const event of events) await run(event);
    }),
  );
  called?.close();
  return { failures, heap };
}

function heapInUse(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed;
}

/** A fresh handler has a client of its own, as each of Lambda's parallel executions has. */
function handlerOf(file: string, exported: string, fresh: boolean): Handler {
  if (fresh) Reflect.deleteProperty(load.cache, load.resolve(file));
  const loaded: unknown = load(file);
  const handler: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, exported) : undefined;
  if (!isHandler(handler)) throw new Error(`${file}: exports no function ${exported}`);
  return handler;
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

/** CDK's functions respond over HTTPS on port 443 only, which no test can serve. This redirects them to another port. */
function respondTo(port: string): void {
  const request = (options: http.RequestOptions, onResponse?: (response: http.IncomingMessage) => void) =>
    http.request({ ...options, port }, onResponse);
  const https: unknown = load('node:https');
  if (typeof https === 'object' && https !== null) Reflect.set(https, 'request', request);
}

/** Serves the function that this one calls, in the same process. */
async function callable({ file, exported }: NonNullable<Order['calls']>): Promise<{ close(): void }> {
  const served = await serveOtherFunction((event) => handlerOf(file, exported, true)(event, context));
  Object.assign(process.env, served.env);
  return served;
}
