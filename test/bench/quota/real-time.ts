import { figure, ratio, shown } from '../figure';
import type { Table } from '../report';
import { contest } from '../rivals/contest';
import { ours } from '../rivals/rival';
import { Fleet } from './fleet';

const CASES = [
  { associations: 10, requestsPerSecond: 1 },
  { associations: 100, requestsPerSecond: 10 },
];
const ROUNDS = 3;

/** Whether virtual time tells the truth: the same deployments with the bundle over HTTP, by the clock on the wall. */
export async function measureRealTime(): Promise<Table> {
  const rows: string[][] = [];
  for (const { associations, requestsPerSecond } of CASES) {
    const [real, virtual]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { done, seconds } = await contest(ours, { deed: 'create', associations, requestsPerSecond });
      if (done !== associations) throw new Error(`${done} of ${associations} associations were made in real time`);
      real.push(seconds);
      virtual.push((await new Fleet(associations, { requestsPerSecond }).run('create')).seconds);
    }
    const [inReal, inVirtual] = [figure(real), figure(virtual)];
    rows.push([
      String(associations),
      `${requestsPerSecond} a second`,
      shown(inReal),
      shown(inVirtual),
      ratio(inReal, inVirtual),
    ]);
  }
  return {
    caption: `Creates in real time, with the shipped bundle over HTTP, beside virtual time (${ROUNDS} rounds):`,
    columns: ['associations', 'quota', 'real seconds', 'virtual seconds', 'ratio'],
    rows,
  };
}
