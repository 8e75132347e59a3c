/** The median of repeated runs, with the least and the most of them. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function figure(runs: readonly number[]): Figure {
  const sorted = runs.toSorted((one, other) => one - other);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) throw new Error('got no runs; expected one at least');
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return { median: middle.reduce((sum, value) => sum + value, 0) / middle.length, least, most };
}

/** `12.3 (11.9–13.0)`; no range where every run gave the same. */
export function shown({ median, least, most }: Figure, digits = 1): string {
  const [middle, from, to] = [median, least, most].map((value) => value.toFixed(digits));
  return from === to ? String(middle) : `${String(middle)} (${String(from)}–${String(to)})`;
}

/** `0.35 ×`: how the first median compares with the second. */
export function ratio(one: Figure, other: Figure): string {
  return `${(one.median / other.median).toFixed(2)} ×`;
}
