import { type Conditions, type Deed, Fleet } from './fleet';
import type { Tally } from './tally';

export const DEEDS: readonly Deed[] = ['create', 'move', 'delete'];

/** What repeated rounds of one deed came to. */
export interface Deployment {
  readonly associations: number;
  readonly floorSeconds: number;
  readonly deed: Deed;
  readonly rounds: readonly Tally[];
}

/** Creates, moves and deletes so many associations in each of the stacks, in rounds. */
export async function deployments(
  sizes: readonly number[],
  conditions: Conditions,
  rounds: number,
): Promise<Deployment[]> {
  const all: Deployment[] = [];
  for (const size of sizes) {
    const associations = size * (conditions.stacks ?? 1);
    const floorSeconds = associations / conditions.requestsPerSecond;
    const tallies = new Map(DEEDS.map((deed): [Deed, Tally[]] => [deed, []]));
    for (let round = 0; round < rounds; round += 1) {
      const fleet = new Fleet(size, conditions);
      for (const [deed, taken] of tallies) taken.push(await fleet.run(deed));
    }
    for (const [deed, taken] of tallies) all.push({ associations, floorSeconds, deed, rounds: taken });
  }
  return all;
}
