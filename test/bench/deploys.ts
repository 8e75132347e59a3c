import { Goals } from './goals';
import { CELLS, STACK_CELLS } from './quota/cells';
import { measureCells } from './quota/measure-cells';
import { quotaTables, stackQuotaTable } from './quota/quota-tables';
import { measureRealTime } from './quota/real-time';
import type { Measurement } from './report';

/** How long deployments take under the service's quota, and how many requests they make. */
export const measureDeploys: Measurement = async () => {
  const goals = new Goals();
  const realTime = await measureRealTime(goals);
  const stackTable = stackQuotaTable(await measureCells(STACK_CELLS), goals);
  const tables = [...quotaTables(await measureCells(CELLS), goals), stackTable, realTime];
  return { title: 'Deployments under a quota', paragraphs: METHOD, tables, missed: goals.missed };
};

const METHOD = [
  'A stack with so many associations in one pool is deployed. Each association has a function of its own, which knows nothing ' +
    'of the others. The service throttles each operation by itself: with a bucket that holds some requests and refills evenly, ' +
    'or with a count that begins again each second. The default of an account is one request a second; how much a bucket ' +
    'holds is not documented.',
  'Virtual time, unless a caption says otherwise. The functions start at random times within 3 seconds, and a request takes ' +
    '15 to 45 ms to arrive, as its response does. 9 rounds, or 3 of 100 associations; figures are medians, and “worst” is the ' +
    'slowest round.',
  'The floor is an omniscient deployment with the same starts: it sends each request just when the quota admits it, first ' +
    'come, first served, and none is throttled. At one request a second that is about one second for each association. A ' +
    'sender ID takes two, because the same operation reads before and after the change.',
  "Requests include throttled ones. Stack requests are those to CloudFormation: the stack's status, resources, events and " +
    'template. The function makes them before a Delete or a move, and before a change that comes late. “Unread” counts the ' +
    'warnings that the stack could not be read. A clean-up is a deployment whose app drops all associations of a pool that is ' +
    "in the stack, so that each Delete reads the pool's list in the template.",
  'Goals: 100 associations at one request a second take at most 1.25 × the floor, and 1.3 × if CloudFormation throttles too, with ' +
    "at most 6 stack requests each beside the pages of the stack's list. Otherwise the limit is 1.9 ×, at 20 requests a second " +
    '2.4 ×. An association takes at most 40 requests, a sender ID 60. Every association is done before its time limit.',
];
