import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MILLISECONDS = 1_000;

/**
 * Resolves when the condition holds.
 *
 * @throws after that many seconds
 */
export async function eventually(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`expected that ${what} within ${seconds} s`);
    await sleep(POLL_MILLISECONDS);
  }
}
