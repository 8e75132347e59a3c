import type { Table } from '../report';
import { withByHandBundle } from '../rivals/by-hand-bundle';
import { contest, type Task } from '../rivals/contest';
import { awsCustomResource, plainHandler, providerFramework, type Rival } from '../rivals/rival';
import { Fleet } from './fleet';
import type { Tally } from './tally';

const DEEDS = ['create', 'delete'] as const;

/** How many associations each of the others gets done at one request a second, before it gives up. */
export function contests(sizes: readonly number[]): Promise<Table> {
  return withByHandBundle(async (byHand) => {
    const rivals = [awsCustomResource, providerFramework(byHand), plainHandler(byHand)];
    const rows: string[][] = [];
    for (const associations of sizes) {
      for (const deed of DEEDS) {
        const task: Task = { deed, associations, requestsPerSecond: 1 };
        const others: string[] = [];
        for (const rival of rivals) others.push(told(await contest(rival, task), associations));
        rows.push([String(associations), deed, told(await ourTally(task), associations), ...others]);
      }
    }
    return { caption: CAPTION, columns: ['associations', 'deed', 'this library', ...rivals.map(titleOf)], rows };
  });
}

async function ourTally({ associations, deed, requestsPerSecond }: Task): Promise<Tally> {
  const fleet = new Fleet(associations, { requestsPerSecond });
  const created = await fleet.run('create');
  return deed === 'create' ? created : fleet.run(deed);
}

function told({ done, associates, disassociates, seconds }: Tally, associations: number): string {
  const changes = ((associates + disassociates) / associations).toFixed(1);
  return `**${done} of ${associations}**, ${changes} requests each, ${seconds.toFixed(1)} s`;
}

const titleOf = ({ name }: Rival): string => name;

const CAPTION =
  'What each gets done of the associations that a stack declares, at one request a second, with the requests of the ' +
  'operation that each association costs and the seconds until the last answer. When a single one fails, CloudFormation ' +
  'rolls all of them back. The others run in real time, as shipped, with the retries of the SDK that they come with. ' +
  'Moves are left out: none of the three makes a call for a changed pool unless one writes it.';
