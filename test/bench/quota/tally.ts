import type { Call } from '../../sms-voice';

/** What one deployment came to. */
export interface Tally {
  readonly seconds: number;
  /** How many associations are as declared at the end. */
  readonly done: number;
  readonly associates: number;
  readonly disassociates: number;
  /** Reads that were answered, and those that were throttled. */
  readonly reads: number;
  readonly throttledReads: number;
}

export function tally(seconds: number, done: number, calls: readonly Call[]): Tally {
  const sent = (pattern: RegExp): Call[] => calls.filter(({ operation }) => pattern.test(operation));
  const reads = sent(/^(List|Describe)/);
  const throttledReads = reads.filter(({ outcome }) => outcome === 'ThrottlingException').length;
  return {
    seconds,
    done,
    associates: sent(/^Associate/).length,
    disassociates: sent(/^Disassociate/).length,
    reads: reads.length - throttledReads,
    throttledReads,
  };
}
