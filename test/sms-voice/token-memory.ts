import type { Output } from './operation';
import { conflict, invalidField } from './service-error';
import type { Settings } from './settings';
import { isRecord } from './shapes';

interface Remembered {
  readonly parameters: string;
  readonly output: Output;
  readonly time: number;
}

/** The client tokens of successful calls. */
export class TokenMemory {
  readonly #remembered = new Map<string, Remembered>();

  constructor(private readonly settings: Settings) {}

  /** @returns the remembered output, or undefined if the call has to run */
  recall(operation: string, token: string, input: unknown, now: number): Output | undefined {
    const remembered = this.#remembered.get(`${operation} ${token}`);
    if (remembered === undefined || now - remembered.time >= this.settings.tokenWindowMilliseconds) return undefined;
    if (remembered.parameters === canonical(input)) {
      return this.settings.replayedToken === 'remembered' ? remembered.output : undefined;
    }
    const message = `an earlier request used the client token ${token} with other parameters`;
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

/** The same text for the same parameters in any order. */
function canonical(input: unknown): string {
  return JSON.stringify(input, (_name, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
