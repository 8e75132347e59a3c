import { describe, expect, test } from '@jest/globals';
import type { CloudFormationOptions } from '../options';
import type { CustomResourceEvent } from '../custom-resource-request';
import { custom, scripted, topic, type Rig } from '../scripted';
import type { StackResult } from '../stack';
import { Reader } from './reader';

/** Stacks whose custom resources take ten seconds each; a stack takes one second to turn to its next phase. */
function slowly(
  fails: (event: CustomResourceEvent) => boolean = () => false,
  options: Partial<CloudFormationOptions> = {},
): Rig {
  return scripted(
    async (event, { clock, respond }) => {
      await clock.sleep(10_000);
      await respond(fails(event) ? { Status: 'FAILED', Reason: 'no' } : { Status: 'SUCCESS' });
    },
    { phasePauseMilliseconds: 500, ...options },
  );
}

/** Reads the stack during the operation, at each of these seconds, and again at its end. */
async function moments(rig: Rig, operation: () => Promise<StackResult>, ...seconds: number[]): Promise<string[][]> {
  const reader = await Reader.open(rig.cloudFormation);
  const start = rig.clock.now();
  const seen: string[][] = [];
  try {
    const running = operation();
    for (const second of seconds) {
      await rig.clock.run(() => rig.clock.sleep(start + second * 1000 - rig.clock.now()));
      seen.push(await reader.read(stackId(rig)));
    }
    await rig.clock.run(() => running);
    return [...seen, await reader.read(stackId(rig))];
  } finally {
    await reader.close();
  }
}

function stackId(rig: Rig): string {
  const request = rig.requests.at(-1);
  if (request === undefined) throw new Error('expected a request of a custom resource before the first read');
  return request.event.StackId;
}

const afterA = { DependsOn: 'A' };
const refused = 'Received response status [FAILED] from custom resource. Message returned: no';

describe('the statuses of a stack and its resources', () => {
  test('while it is created', async () => {
    const rig = slowly();
    expect(await moments(rig, () => rig.start({ A: custom(), B: custom({}, afterA) }), 5, 15)).toEqual([
      ['CREATE_IN_PROGRESS', 'A CREATE_IN_PROGRESS'],
      ['CREATE_IN_PROGRESS', 'A CREATE_COMPLETE a', 'B CREATE_IN_PROGRESS'],
      ['CREATE_COMPLETE', 'A CREATE_COMPLETE a', 'B CREATE_COMPLETE b'],
    ]);
  });

  test('while a resource does not show its request yet', async () => {
    const rig = slowly(() => false, { rowDelayMilliseconds: 2_000 });
    expect(await moments(rig, () => rig.start({ A: custom() }), 1, 3)).toEqual([
      ['CREATE_IN_PROGRESS'],
      ['CREATE_IN_PROGRESS', 'A CREATE_IN_PROGRESS'],
      ['CREATE_COMPLETE', 'A CREATE_COMPLETE a'],
    ]);
  });

  test('while a failed create is rolled back', async () => {
    const rig = slowly(({ RequestType, LogicalResourceId }) => RequestType === 'Create' && LogicalResourceId === 'B');
    const create = () => rig.start({ A: custom(), B: custom({}, afterA) });
    const failed = expect.stringContaining(`B CREATE_FAILED b (${refused}`);
    expect(await moments(rig, create, 20.2, 20.7, 25, 35)).toEqual([
      ['CREATE_IN_PROGRESS', 'A CREATE_COMPLETE a', failed],
      ['ROLLBACK_IN_PROGRESS', 'A CREATE_COMPLETE a', failed],
      ['ROLLBACK_IN_PROGRESS', 'A CREATE_COMPLETE a', 'B DELETE_IN_PROGRESS b'],
      ['ROLLBACK_IN_PROGRESS', 'A DELETE_IN_PROGRESS a', 'B DELETE_COMPLETE b'],
      ['ROLLBACK_COMPLETE', 'A DELETE_COMPLETE a', 'B DELETE_COMPLETE b'],
    ]);
  });

  test('while a create is cancelled', async () => {
    const rig = slowly();
    expect(
      await moments(
        rig,
        () => rig.start({ A: custom(), T: topic() }, { failAt: { logicalId: 'T', after: 5_000 } }),
        5.2,
        7,
      ),
    ).toEqual([
      ['CREATE_IN_PROGRESS', expect.stringMatching(/^A CREATE_FAILED Stack-A-\w+ \(Resource creation cancelled\)$/)],
      ['ROLLBACK_IN_PROGRESS', expect.stringMatching(/^A DELETE_IN_PROGRESS Stack-A-\w+$/)],
      ['ROLLBACK_COMPLETE', expect.stringMatching(/^A DELETE_COMPLETE Stack-A-\w+$/)],
    ]);
  });

  test('while resources are updated, replaced and removed', async () => {
    const rig = slowly();
    await rig.deploy({ A: custom({ Id: 'a1' }), B: custom(), C: custom({ X: 1 }) });
    const update = () => rig.start({ A: custom({ Id: 'a2' }), C: custom({ X: 2 }, afterA) });
    const made = ['A UPDATE_COMPLETE a2', 'C UPDATE_COMPLETE c'];
    expect(await moments(rig, update, 5, 15, 20.7, 25)).toEqual([
      ['UPDATE_IN_PROGRESS', 'A UPDATE_IN_PROGRESS a1', 'B CREATE_COMPLETE b', 'C CREATE_COMPLETE c'],
      ['UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE a2', 'B CREATE_COMPLETE b', 'C UPDATE_IN_PROGRESS c'],
      ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', made[0], 'B CREATE_COMPLETE b', made[1]],
      ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', made[0], 'B DELETE_IN_PROGRESS b', made[1]],
      ['UPDATE_COMPLETE', made[0], 'B DELETE_COMPLETE b', made[1]],
    ]);
  });

  test('while an update is cancelled and rolled back', async () => {
    const rig = slowly();
    await rig.deploy({ A: custom({ Id: 'a1' }), B: custom({ X: 1 }) });
    const update = () =>
      rig.start(
        { A: custom({ Id: 'a2' }), B: custom({ X: 2 }, afterA), T: topic() },
        { failAt: { logicalId: 'T', after: 15_000 } },
      );
    expect(await moments(rig, update, 15.2, 20, 30)).toEqual([
      ['UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE a2', 'B UPDATE_FAILED b (Resource update cancelled)'],
      ['UPDATE_ROLLBACK_IN_PROGRESS', 'A UPDATE_IN_PROGRESS a2', 'B UPDATE_IN_PROGRESS b'],
      ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'A UPDATE_COMPLETE a1', 'B UPDATE_COMPLETE b'],
      ['UPDATE_ROLLBACK_COMPLETE', 'A UPDATE_COMPLETE a1', 'B UPDATE_COMPLETE b'],
    ]);
  });

  test('while a replaced resource is deleted, if its row then shows the Delete', async () => {
    const rig = slowly(() => false, { cleanUpRow: 'delete in progress' });
    await rig.deploy({ A: custom({ Id: 'a1' }) });
    expect(await moments(rig, () => rig.start({ A: custom({ Id: 'a2' }) }), 10.7, 15)).toEqual([
      ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'A UPDATE_COMPLETE a2'],
      ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'A DELETE_IN_PROGRESS a1'],
      ['UPDATE_COMPLETE', 'A UPDATE_COMPLETE a2'],
    ]);
  });

  test('while it is destroyed, with one resource retained and one that fails', async () => {
    const rig = slowly(({ RequestType, LogicalResourceId }) => RequestType === 'Delete' && LogicalResourceId === 'B');
    await rig.deploy({ A: custom(), B: custom(), C: custom({}, { DeletionPolicy: 'Retain' }) });
    expect(await moments(rig, () => rig.cloudFormation.destroy('Stack'), 5)).toEqual([
      ['DELETE_IN_PROGRESS', 'A DELETE_IN_PROGRESS a', 'B DELETE_IN_PROGRESS b', 'C DELETE_SKIPPED c'],
      [
        'DELETE_FAILED',
        'A DELETE_COMPLETE a',
        expect.stringContaining(`B DELETE_FAILED b (${refused}`),
        'C DELETE_SKIPPED c',
      ],
    ]);
  });
});
