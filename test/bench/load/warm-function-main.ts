import { loadHandler } from '../../lambda/harness/bundle';
import type { Event } from '../../lambda/harness/event';
import type { Order, Result } from './warm-function';

// The process of a warm function. Its parent sends the events, and gets one message at the end.

const context = { getRemainingTimeInMillis: () => 900_000, awsRequestId: 'bench', logStreamName: 'bench' };

// The function's warnings are no message of the benchmark.
console.warn = () => undefined;

process.on('message', (order: Order) => {
  void carryOut(order).then((result) => process.send?.(result));
});

/** How many events are between two samples of the heap. */
const SAMPLE_INTERVAL = 400;

async function carryOut({ series }: Order): Promise<Result> {
  const handler = loadHandler();
  const heap: number[] = [];
  let [failures, done] = [0, 0];
  const run = async (event: Event): Promise<void> => {
    await handler(event, context).catch(() => (failures += 1));
    done += 1;
    if (done % SAMPLE_INTERVAL === 0) heap.push(heapInUse());
  };
  await Promise.all(
    series.map(async (events) => {
      for (const event of events) await run(event);
    }),
  );
  return { failures, heap };
}

function heapInUse(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed;
}
