import type { Table } from '../report';
import { withByHandBundle } from '../rivals/by-hand-bundle';
import { contest, type Task } from '../rivals/contest';
import { awsCustomResource, ours, plainHandler, providerFramework, type Rival } from '../rivals/rival';
import { Fleet } from './fleet';
import type { Tally } from './tally';

const SIZES = [1, 10, 100];
const DEEDS = ['create', 'delete'] as const;

/** How many associations each alternative gets done at one request a second before it gives up. */
export function contests(): Promise<Table> {
  return withByHandBundle(async (byHand) => {
    const rivals = [awsCustomResource, providerFramework(byHand), plainHandler(byHand)];
    const rows: string[][] = [];
    for (const associations of SIZES) {
      for (const deed of DEEDS) {
        const task: Task = { deed, associations, requestsPerSecond: 1 };
        const cells = [cell(await ourTally(task), associations)];
        for (const rival of rivals) cells.push(cell(await contest(rival, task), associations));
        rows.push([String(associations), deed, ...cells]);
      }
    }
    return {
      caption: CAPTION,
      columns: ['associations', '', ours.name, ...rivals.map(({ name }: Rival) => name)],
      rows,
    };
  });
}

async function ourTally({ associations, deed, requestsPerSecond }: Task): Promise<Tally> {
  const fleet = new Fleet(associations, { requestsPerSecond });
  const created = await fleet.run('create');
  return deed === 'create' ? created : fleet.run(deed);
}

function cell({ done, requests, seconds }: Tally, associations: number): string {
  return `**${done} of ${associations}**, ${(requests / associations).toFixed(1)} requests each, ${seconds.toFixed(1)} s`;
}

const CAPTION =
  'The alternatives at one request a second: how many associations are done, the requests for each of them, and the seconds ' +
  'until the last response. If one association fails, CloudFormation rolls all of them back. The alternatives run in real ' +
  'time, as shipped, with the retries of their SDK. Moves are left out: none of the alternatives makes a call for a changed ' +
  'pool unless its user writes one.';
