import { figure, shown } from '../figure';
import type { Table } from '../report';
import type { Deployment } from './deployments';
import type { Tally } from './tally';

export type DeploymentTimes = readonly Deployment[];

const COLUMNS = [
  'done',
  'seconds',
  '× floor',
  'Associate each',
  'Disassociate each',
  'reads each',
  'throttled reads each',
];

export function deploymentsTable(deployments: DeploymentTimes): Table {
  return {
    caption: 'Alone, at one request a second:',
    columns: ['associations', 'deed', ...COLUMNS],
    rows: deployments.map((one) => [String(one.associations), one.deed, ...cells(one)]),
  };
}

/** The same number of associations in harder, and in easier, conditions. */
export function conditionsTable(conditions: Readonly<Record<string, DeploymentTimes>>): Table {
  return {
    caption: 'A hundred associations otherwise:',
    columns: ['condition', 'deed', ...COLUMNS],
    rows: Object.entries(conditions).flatMap(([name, deployments]) =>
      deployments.map((one) => [name, one.deed, ...cells(one)]),
    ),
  };
}

function cells({ associations, floorSeconds, rounds }: Deployment): string[] {
  const each = (count: (tally: Tally) => number): string =>
    shown(figure(rounds.map((tally) => count(tally) / associations)), 2);
  const seconds = rounds.map((tally) => tally.seconds);
  return [
    `${Math.min(...rounds.map(({ done }) => done))} of ${associations}`,
    shown(figure(seconds)),
    shown(figure(seconds.map((one) => one / floorSeconds)), 2),
    each(({ associates }) => associates),
    each(({ disassociates }) => disassociates),
    each(({ reads }) => reads),
    each(({ throttledReads }) => throttledReads),
  ];
}
