import { describe, expect, test } from '@jest/globals';
import type { IdentityName, PoolName } from './account';
import type { Declaration } from './app';
import { COMBINATIONS } from './combinations';
import type { DeployStep, Edit, History } from './history';
import { runHistory } from './run-history';

// Histories that once broke a promise, reduced to what it took, and those that every handler has to stand.

function declared(identity: IdentityName, pool: PoolName, path = 'Line'): Declaration {
  const no = { byArn: false, adoptExisting: false, keepLastPhoneNumber: false, retain: false };
  return { identity, pool, path, revision: 0, ...no };
}

function add(identity: IdentityName, pool: PoolName, path?: string): Edit {
  return { edit: 'add', declaration: declared(identity, pool, path) };
}

function move(to: PoolName): Edit {
  return { edit: 'move', which: 0, to };
}

function deploy(edits: readonly Edit[], details: Pick<DeployStep, 'fails' | 'trouble'> = {}): DeployStep {
  return { do: 'deploy', stack: 'One', edits, ...details };
}

function history(...steps: History['steps']): History {
  return { settings: {}, anchors: true, steps };
}

const slowReads = { readLagMilliseconds: 1_500 };

describe('a history that once broke a promise keeps it', () => {
  test.each<[string, History]>([
    [
      'a create is cancelled while its rights spread, and acts when they have: its delete still watches for it',
      history(
        deploy([add('number 1', 'pool A'), add('NEWS/GB', 'pool A', 'Desk')], {
          fails: 4_646,
          trouble: { deniedMinute: true },
        }),
      ),
    ],
    [
      'a create is cancelled while its rights spread, and reads lag behind what it makes',
      {
        ...history(deploy([add('number 1', 'pool A')], { fails: 7_000, trouble: { deniedMinute: true } })),
        settings: slowReads,
      },
    ],
    [
      'the move of a number is cancelled between its halves, and reads still show it in its old pool',
      {
        ...history(
          deploy([add('number 1', 'pool A')]),
          deploy([move('pool B')], { fails: 200, trouble: { crashes: [{ at: 'before', on: 'associate', after: 2 }] } }),
        ),
        settings: slowReads,
      },
    ],
    [
      'the move of a number is cancelled, and goes on while it is rolled back',
      history(deploy([add('number 1', 'pool A')]), deploy([move('pool B')], { fails: 0 })),
    ],
    [
      'the move of an agent by a remembered token is cancelled, and crosses its roll-back',
      {
        ...history(
          deploy([add('agent 1', 'pool A')]),
          deploy([move('pool C')]),
          deploy([move('pool A')], { fails: 6_220 }),
          deploy([]),
        ),
        settings: slowReads,
      },
    ],
    [
      'the moves of a number and their roll-backs cross, twice, while reads lag',
      {
        ...history(
          deploy([add('number 3', 'pool C')]),
          deploy([move('pool B')], {
            trouble: { faults: [{ kind: 'throttle', on: 'associate', after: 0, times: 1 }] },
          }),
          deploy([move('pool C')]),
          deploy([move('pool B')], { fails: 3_444 }),
          deploy([move('pool C')], { fails: 0, trouble: { crashes: [{ at: 'before', on: 'answer', after: 0 }] } }),
          { do: 'destroy', stack: 'One' },
        ),
        settings: { ...slowReads, associatingShown: false, disassociatingShown: false },
      },
    ],
    [
      'the replacement of a sender ID is cancelled when the new association is made',
      {
        ...history(deploy([add('ALERTS/GB', 'pool A')]), deploy([move('pool C')], { fails: 150 })),
        ownLogicalIds: true,
      },
    ],
    [
      'the replacement of a sender ID is cancelled while the service is slow to answer',
      {
        ...history(
          deploy([add('ALERTS/GB', 'pool A')]),
          deploy([move('pool C')], {
            fails: 2_000,
            trouble: { faults: [{ kind: 'unavailable', on: 'any call', after: 0, times: 2 }] },
          }),
        ),
        settings: { ...slowReads, requestsPerSecond: 1 },
        ownLogicalIds: true,
      },
    ],
  ])('%s', async (_, told) => {
    await runUnderEachCombination(told);
  });
});

describe('what users do most keeps every promise', () => {
  const adopting: Edit = { edit: 'add', declaration: { ...declared('number 1', 'pool A'), adoptExisting: true } };
  const byHand: History['steps'][number] = { do: 'by hand', identity: 'number 1', out: false, into: 'pool A' };

  test.each<[string, History]>([
    [
      'what was found in place outlives the stack',
      history(byHand, deploy([adopting]), { do: 'destroy', stack: 'One' }),
    ],
    [
      'a number that was found in place is not moved',
      history(byHand, deploy([adopting]), deploy([move('pool B')]), { do: 'destroy', stack: 'One' }),
    ],
    [
      'an association is removed and declared again, more often than there are generations of its token',
      history(
        ...Array.from({ length: 6 }, () => [
          deploy([add('number 1', 'pool A')]),
          deploy([{ edit: 'remove' as const, which: 0 }]),
        ]).flat(),
      ),
    ],
    [
      'a number is moved there and back, and there again',
      history(
        deploy([add('number 1', 'pool A')]),
        ...(['pool B', 'pool A', 'pool B', 'pool A'] as const).map((pool) => deploy([move(pool)])),
      ),
    ],
    [
      'a sender ID is replaced under a logical id of its own, and that is rolled back',
      {
        ...history(deploy([add('ALERTS/GB', 'pool A')]), deploy([move('pool C')], { fails: 'at the end' })),
        ownLogicalIds: true,
      },
    ],
  ])('%s', async (_, told) => {
    await runUnderEachCombination(told);
  });
});

async function runUnderEachCombination(told: History): Promise<void> {
  for (const combination of COMBINATIONS) {
    const { events } = await runHistory({ ...told, settings: { ...told.settings, ...combination } });
    expect(events).toBeGreaterThan(0);
  }
}
