/**
 * The lifetime of a resource or membership. Every status is a function of a span and a moment, so a delayed change needs no timer, and
 * a read that lags looks at an earlier moment.
 */
export interface Span {
  readonly begun: number;
  ready: number;
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

/** For changes by hand, which reads show at once even if they lag. */
export function always(): Span {
  return startingAt(-Infinity);
}

export function endAt(span: Span, moment: number, delay = 0): void {
  span.leaving = moment;
  span.gone = moment + delay;
}
