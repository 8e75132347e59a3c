import type { Call } from '../../sms-voice';

/** What one deployment took. */
export interface Tally {
  readonly seconds: number;
  /** How many associations are as declared at the end. */
  readonly done: number;
  /** All requests to the service, including throttled ones. */
  readonly requests: number;
  readonly associates: number;
  readonly disassociates: number;
}

export function tally(seconds: number, done: number, calls: readonly Call[]): Tally {
  const sent = (pattern: RegExp): readonly Call[] => calls.filter(({ operation }) => pattern.test(operation));
  return {
    seconds,
    done,
    requests: calls.length,
    associates: sent(/^Associate/).length,
    disassociates: sent(/^Disassociate/).length,
  };
}
