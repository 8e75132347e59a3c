import { figure } from '../figure';
import type { Goals } from '../goals';
import type { Table } from '../report';
import type { Cell, Measured } from './cells';
import type { Deed } from './conditions';
import type { FleetTally } from './fleet';

interface Rows {
  readonly title: string;
  readonly deed: Deed;
  readonly identities: Cell['conditions']['identities'];
  /** The changes that are counted. */
  readonly changes: string;
}

const TABLES: readonly Rows[] = [
  { title: 'Creates', deed: 'create', identities: undefined, changes: 'Associates each' },
  { title: 'Moves', deed: 'move', identities: undefined, changes: 'Associates + Disassociates each' },
  { title: 'Deletes', deed: 'delete', identities: undefined, changes: 'Disassociates each' },
  { title: 'Creates of sender IDs', deed: 'create', identities: 'sender ID', changes: 'Associates each' },
];

/** A table for each deed. Its cells that miss a goal are marked. */
export function quotaTables(measured: ReadonlyMap<Cell, Measured>, goals: Goals): Table[] {
  return TABLES.map(({ title, deed, identities, changes }) => ({
    caption: `${title}:`,
    columns: [
      'associations',
      'quota',
      'floor, s',
      '× floor',
      'worst',
      changes,
      'requests each',
      'stack requests each',
      'done',
    ],
    rows: [...measured.keys()]
      .filter(({ conditions }) => conditions.identities === identities)
      .map((cell) => row(title, cell, measured.get(cell)?.[deed] ?? [], goals)),
  }));
}

function row(title: string, cell: Cell, rounds: readonly FleetTally[], goals: Goals): string[] {
  const { associations, quota } = cell;
  const goal = goalOf(cell);
  const each = (count: (tally: FleetTally) => number): number =>
    figure(rounds.map((tally) => count(tally) / associations)).median;
  const timesFloor = figure(rounds.map(({ seconds, floorSeconds }) => seconds / floorSeconds));
  const requests = each((tally) => tally.requests);
  const done = Math.min(...rounds.map((tally) => tally.done));
  const check = (what: string, shown: string, isMet: boolean, limit: string): string =>
    goals.check(`${title}, ${associations} at ${quota}, ${what}`, shown, isMet, limit);
  return [
    String(associations),
    quota,
    figure(rounds.map(({ floorSeconds }) => floorSeconds)).median.toFixed(1),
    check('× floor', timesFloor.median.toFixed(2), timesFloor.median <= goal.timesFloor, `at most ${goal.timesFloor}`),
    timesFloor.most.toFixed(2),
    CHANGES.map((change) => each((tally) => tally[change]))
      .filter((changes) => changes > 0)
      .map((changes) => changes.toFixed(2))
      .join(' + '),
    check('requests each', requests.toFixed(1), requests <= goal.requests, `at most ${goal.requests}`),
    each((tally) => tally.stackRequests).toFixed(1),
    check('done', String(done), done === associations, 'all'),
  ];
}

const CHANGES = ['associates', 'disassociates'] as const;

function goalOf({ associations, conditions }: Cell): { readonly timesFloor: number; readonly requests: number } {
  const { requestsPerSecond, identities } = conditions;
  const requests = identities === 'sender ID' ? 60 : 40;
  if (associations === 100 && requestsPerSecond === 1) return { timesFloor: 1.25, requests };
  return { timesFloor: requestsPerSecond === 20 ? 2.4 : 1.9, requests };
}
