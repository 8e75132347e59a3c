import { describe, expect } from '@jest/globals';
import { add, deploy, destroy, remove, story } from './tell';

describe('a number whose association is deleted', () => {
  for (const disassociatingShown of [true, false]) {
    story(
      `is ACTIVE then, so that it can be released, where a read shows ${disassociatingShown ? 'its pool' : 'no pool'} while it leaves`,
      {
        settings: { disassociatingShown, statusDelayMilliseconds: 5_000 },
        steps: [deploy([add('number 1', 'pool A'), add('agent 1', 'pool A')]), deploy(remove), destroy()],
      },
      ({ statuses, poolsOf }) => {
        expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
        expect(poolsOf('number 1')).toEqual([]);
      },
    );
  }
});
