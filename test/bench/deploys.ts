import { contests } from './quota/contests';
import { measureRealTime } from './quota/real-time';
import { shapes } from './quota/shapes';
import { conditionsTable, deploymentsTable, type DeploymentTimes } from './quota/tables';
import { deployments } from './quota/deployments';
import type { Section } from './report';

export const SIZES = [1, 10, 50, 100];
const ROUNDS = 5;

/** How long deployments take under the service's quota, and what they ask of it; beside what else users could use. */
export async function measureDeploys(): Promise<{ section: Section; times: DeploymentTimes }> {
  const alone = await deployments(SIZES, { requestsPerSecond: 1 }, ROUNDS);
  const crowded = {
    'at most 10 functions at a time': await deployments([100], { requestsPerSecond: 1, executions: 10 }, ROUNDS),
    'two stacks of 50 at once': await deployments([50], { requestsPerSecond: 1, stacks: 2 }, ROUNDS),
    'a quota of 5 a second': await deployments([100], { requestsPerSecond: 5 }, ROUNDS),
    'a quota of 20 a second': await deployments([100], { requestsPerSecond: 20 }, ROUNDS),
  };
  const tables = [
    deploymentsTable(alone),
    conditionsTable(crowded),
    await measureRealTime(),
    await contests(SIZES),
    await shapes(),
  ];
  return { section: { title: 'Deployments under quota', paragraphs: METHOD, tables }, times: alone };
}

const METHOD = [
  'Stacks of phone numbers in one pool, deployed by CloudFormation’s rules with everything in parallel, against a service ' +
    'that lets in one request a second of each operation (the default quota; a token bucket that holds one second’s ' +
    'requests). Each event has a function and a client of its own; a request and its answer take 15 to 45 ms each. ' +
    `Virtual time unless said otherwise; the median of ${ROUNDS} rounds (least–most). No deployment can be faster than its ` +
    'floor, the number of associations divided by the quota. Requests are counted with those that were throttled.',
  'Every change is let in by a read: `ListPoolOriginationIdentities`, whose quota nothing else needs, is asked before, so ' +
    'that a hundred functions that know nothing of each other wait where waiting changes nothing. Whoever is ' +
    'throttled asks again at beats of the wall clock, 1.03 s apart. A delete begins with its change at once, since ' +
    'it needs no read to be safe.',
];
