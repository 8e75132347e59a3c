/**
 * From when to when something exists. Every status of the service is a function of spans and a moment, so that delayed changes need no
 * timers and lagging reads are views of an earlier moment.
 */
export interface Span {
  readonly begun: number;
  readonly ready: number;
  leaving: number;
  gone: number;
}

export type Phase = 'before' | 'beginning' | 'ready' | 'leaving' | 'gone';

export function phaseAt(span: Span, moment: number): Phase {
  if (moment >= span.gone) return 'gone';
  if (moment >= span.leaving) return 'leaving';
  if (moment >= span.ready) return 'ready';
  return moment >= span.begun ? 'beginning' : 'before';
}

export function startingAt(moment: number, delay = 0): Span {
  return { begun: moment, ready: moment + delay, leaving: Infinity, gone: Infinity };
}

/** What was set up by hand was there for ever, so that reads that lag show it too. */
export function always(): Span {
  return startingAt(-Infinity);
}

export function endAt(span: Span, moment: number, delay = 0): void {
  span.leaving = moment;
  span.gone = moment + delay;
}
