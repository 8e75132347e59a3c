import type { Output } from './operation';
import { conflict, invalidField } from './service-error';
import type { Settings } from './settings';
import { isRecord } from './shapes';

interface Remembered {
  readonly parameters: string;
  readonly output: Output;
  readonly time: number;
}

/** The client tokens of the calls that succeeded. */
export class TokenMemory {
  readonly #remembered = new Map<string, Remembered>();

  constructor(private readonly settings: Settings) {}

  /** What a replay is answered; nothing when the call has to be executed. */
  recall(operation: string, token: string, input: unknown, now: number): Output | undefined {
    const remembered = this.#remembered.get(`${operation} ${token}`);
    if (remembered === undefined || now - remembered.time >= this.settings.tokenWindowMilliseconds) return undefined;
    if (remembered.parameters === canonical(input)) {
      return this.settings.replayedToken === 'remembered' ? remembered.output : undefined;
    }
    const message = `the client token ${token} was used with other parameters before`;
    switch (this.settings.tokenWithOtherParameters) {
      case 'conflict':
        throw conflict(undefined, undefined, message);
      case 'validation':
        throw invalidField('INVALID_PARAMETER', 'ClientToken', message);
      case 'ignored':
        return undefined;
    }
  }

  remember(operation: string, token: string, input: unknown, output: Output, time: number): void {
    this.#remembered.set(`${operation} ${token}`, { parameters: canonical(input), output, time });
  }
}

/** The same text for the same parameters, in whatever order they were sent. */
function canonical(input: unknown): string {
  return JSON.stringify(input, (_name, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
