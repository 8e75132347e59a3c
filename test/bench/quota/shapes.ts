import type { Table } from '../report';
import { Fleet } from './fleet';
import { isObject } from '../../cloudformation/template';

const ASSOCIATIONS = 100;
/** CloudFormation takes some seconds from one custom resource to the next that depends on it. */
const OVERHEADS = [0, 3];
const CHAINS = [undefined, 10, 4, 1];

/** What shaping CloudFormation's parallelism by dependencies would bring. */
export async function shapes(): Promise<Table> {
  const rows: string[][] = [];
  for (const chains of CHAINS) {
    const cells = await Promise.all(OVERHEADS.map((overhead) => measured(chains, overhead)));
    rows.push([chains === undefined ? 'none (as shipped)' : `${chains} of ${ASSOCIATIONS / chains}`, ...cells]);
  }
  const columns = OVERHEADS.map((overhead) => `CloudFormation takes ${overhead} s a resource`);
  return { caption: CAPTION, columns: ['chains', ...columns], rows };
}

async function measured(chains: number | undefined, overheadSeconds: number): Promise<string> {
  const shaped = chains === undefined ? {} : { shaped: (template: unknown) => chained(template, chains) };
  const fleet = new Fleet(ASSOCIATIONS, { requestsPerSecond: 1, overheadSeconds, ...shaped });
  const { seconds, associates, reads, throttledReads } = await fleet.run('create');
  const requests = (associates + reads + throttledReads) / ASSOCIATIONS;
  return `${seconds.toFixed(0)} s, ${requests.toFixed(1)} requests each`;
}

/** The template with its associations in so many chains, each of which waits for the one before. */
function chained(template: unknown, chains: number): unknown {
  if (!isObject(template) || !isObject(template.Resources)) throw new Error('got no template with resources');
  const last: string[] = [];
  let count = 0;
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    if (!isObject(resource) || !String(resource.Type).startsWith('Custom::')) return [id, resource] as const;
    const chain = count % chains;
    const dependsOn: unknown[] = Array.isArray(resource.DependsOn) ? resource.DependsOn : [];
    const before = last[chain];
    count += 1;
    last[chain] = id;
    return [id, { ...resource, DependsOn: before === undefined ? dependsOn : [...dependsOn, before] }] as const;
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

const CAPTION =
  'Tried and left: chains of dependencies between the associations of a stack, one round each. They spare throttled ' +
  'reads, but a chain is as slow as CloudFormation is from one resource to the next, few chains can’t use a raised quota, ' +
  'a user’s own dependencies can close a circle with them, and the last number of a pool can’t wait for a successor that ' +
  'depends on it.';
