import type { Clock } from '../clock';

/** Something to delete at the end. */
export interface Undo {
  readonly what: string;
  /** The command that deletes it by hand. */
  readonly command: string;
  /** Resolves with whether it is gone; if not, or after an error, Cleanup tries again. */
  readonly attempt: () => Promise<boolean>;
}

const MAX_WAIT_MILLISECONDS = 300_000;
const POLL_MILLISECONDS = 2_000;

/** Deletes what the probe has created, the latest first. */
export class Cleanup {
  readonly #undos: Undo[] = [];

  constructor(private readonly clock: Clock) {}

  add(undo: Undo): void {
    this.#undos.push(undo);
  }

  /** What is not deleted (yet). */
  get leftovers(): readonly Undo[] {
    return this.#undos;
  }

  async run(): Promise<void> {
    for (const undo of this.#undos.toReversed()) {
      if (await this.#untilDone(undo)) this.#undos.splice(this.#undos.indexOf(undo), 1);
    }
  }

  async #untilDone({ attempt }: Undo): Promise<boolean> {
    const end = this.clock.now() + MAX_WAIT_MILLISECONDS;
    for (;;) {
      // Any error can pass: throttling, a lost connection, a conflict with a change that is not finished.
      if (await attempt().catch(() => false)) return true;
      if (this.clock.now() >= end) return false;
      await this.clock.sleep(POLL_MILLISECONDS);
    }
  }
}
