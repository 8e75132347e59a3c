import { withRandomness } from '../../randomness';
import type { Cell, Measured } from './cells';
import type { Deed } from './conditions';
import { Fleet, type FleetTally } from './fleet';

// A process that measures one cell after the other for its parent.

process.on('message', (cell: Cell) => {
  void measure(cell).then((measured) => process.send?.(measured));
});

/** The rounds differ, but a cell gets the same random numbers each time. So its figures only change with the code. */
function measure({ associations, conditions, deeds, rounds }: Cell): Promise<Measured> {
  return withRandomness(async () => {
    const tallies = new Map(deeds.map((deed): [Deed, FleetTally[]] => [deed, []]));
    for (let round = 0; round < rounds; round += 1) {
      const fleet = new Fleet(associations, conditions);
      for (const [deed, taken] of tallies) taken.push(await fleet.run(deed));
    }
    return Object.fromEntries(tallies);
  });
}
