import { describe, expect, test } from '@jest/globals';
import { createAssociation } from '../../lambda/create';
import { NUMBER, numberIn } from './declared';
import { scriptedRun } from './scripted-run';
import { at, elsewhere, failing, type Script, ScriptedService, success } from './scripted-service';
import { steadyTime } from './steady-time';

const properties = numberIn('pool-01');
const here = at('here', 'ACTIVE');
const out = at('nowhere', 'ACTIVE');

const time = steadyTime();

function creating(script: Script, flags = {}) {
  const service = new ScriptedService(time.clock, script);
  const request = { type: 'Create', physicalResourceId: '', properties: { ...properties, ...flags } } as const;
  return time.clock.run(() => createAssociation(scriptedRun(service, request)));
}

describe('a create', () => {
  test.each<[string, Script, string]>([
    ['of what was nowhere', { lists: [false], associate: [success()], places: [here] }, NUMBER],
    ['of what was there', { lists: [true], associate: [failing('conflict')], places: [here] }, `adopted:${NUMBER}`],
    [
      'whose lost answer had its effect',
      { lists: [false], associate: [failing('unknown outcome'), failing('conflict')], places: [out, here] },
      NUMBER,
    ],
    [
      'that only met what was there, though an answer was lost',
      { lists: [true], associate: [failing('unknown outcome'), failing('conflict')], places: [here] },
      `adopted:${NUMBER}`,
    ],
  ])('%s that may adopt it has the id of what the stack may undo', async (_what, script, physicalResourceId) => {
    const outcome = await creating(script, { AdoptExisting: 'true' });
    expect(outcome).toMatchObject({ status: 'SUCCESS', physicalResourceId, data: { PoolId: 'pool-01' } });
  });

  test.each<[string, Script, string]>([
    ['of what was there', { lists: [true], associate: [failing('conflict')], places: [here] }, 'failed:request-1'],
    [
      'of what is elsewhere',
      { lists: [false], associate: [failing('conflict')], places: [elsewhere] },
      'failed:request-1',
    ],
    ['that is refused', { lists: [false], associate: [failing('refused')] }, 'failed:request-1'],
    ['that never shows', { lists: [false], associate: [success()], places: [out] }, NUMBER],
    [
      'that is refused after an answer was lost',
      { lists: [false], associate: [failing('unknown outcome'), failing('refused')], places: [out] },
      NUMBER,
    ],
    [
      'that is refused after an answer was lost of what was there',
      { lists: [true], associate: [failing('unknown outcome'), failing('refused')], places: [here] },
      'failed:request-1',
    ],
  ])('%s fails with the id of what the clean-up has to undo', async (_what, script, physicalResourceId) => {
    expect(await creating(script)).toMatchObject({ status: 'FAILED', physicalResourceId });
  });
});
