import { figure } from '../figure';
import type { Goals } from '../goals';
import type { Table } from '../report';
import { type Cell, type Measured, STACK_REQUESTS_PER_SECOND } from './cells';
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

const STACK_GOALS = { timesFloor: 1.3, requests: 6 };

/** A row for each deed where CloudFormation throttles too, at 8 requests a second of each action. */
export function stackQuotaTable(measured: ReadonlyMap<Cell, Measured>, goals: Goals): Table {
  return {
    caption: `CloudFormation's API at ${STACK_REQUESTS_PER_SECOND} requests a second of each action:`,
    columns: [
      'deed',
      'associations',
      'quota',
      '× floor',
      'stack requests each',
      "pages of the stack's list each",
      'unread',
      'done',
    ],
    rows: [...measured].flatMap(([cell, deeds]) =>
      cell.deeds.map((deed) => stackRow(deed, cell, deeds[deed] ?? [], goals)),
    ),
  };
}

function stackRow(deed: Deed, { associations, quota }: Cell, rounds: readonly FleetTally[], goals: Goals): string[] {
  const median = (value: (tally: FleetTally) => number): number => figure(rounds.map(value)).median;
  const timesFloor = median(({ seconds, floorSeconds }) => seconds / floorSeconds);
  const pages = median((tally) => tally.pages / associations);
  const requests = median((tally) => tally.stackRequests / associations) - pages;
  const warnings = Math.max(...rounds.map((tally) => tally.warnings));
  const done = Math.min(...rounds.map((tally) => tally.done));
  const check = (what: string, shown: string, isMet: boolean, limit: string): string =>
    goals.check(`${deed} under both quotas, ${what}`, shown, isMet, limit);
  const { timesFloor: most, requests: mostRequests } = STACK_GOALS;
  return [
    deed,
    String(associations),
    quota,
    check('× floor', timesFloor.toFixed(2), timesFloor <= most, `at most ${most}`),
    check('stack requests each', requests.toFixed(1), requests <= mostRequests, `at most ${mostRequests}`),
    pages.toFixed(1),
    check('unread', String(warnings), warnings === 0, 'none'),
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
