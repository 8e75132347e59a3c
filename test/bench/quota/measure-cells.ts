import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { WorkerProcess } from '../worker-process';
import type { Cell, Measured } from './cells';

/** Measures the cells in virtual time, in as many processes as the machine has cores. */
export async function measureCells(cells: readonly Cell[]): Promise<ReadonlyMap<Cell, Measured>> {
  const measured = new Map(cells.map((cell): [Cell, Measured] => [cell, {}]));
  // The largest first, so that no process is left with a large one at the end.
  const queue = cells.toSorted((one, other) => duration(other) - duration(one));
  const work = async (): Promise<void> => {
    const worker = new WorkerProcess(join(__dirname, 'cell-main.ts'));
    try {
      for (let cell = queue.shift(); cell !== undefined; cell = queue.shift())
        measured.set(cell, await worker.ask({ ...cell }, isMeasured));
    } finally {
      await worker.end();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return measured;
}

/** A measure of how long a cell takes to simulate. */
function duration({ associations, conditions, deeds, rounds }: Cell): number {
  return (associations ** 2 / conditions.requestsPerSecond) * deeds.length * rounds;
}

function isMeasured(value: unknown): value is Measured {
  return typeof value === 'object' && value !== null;
}
