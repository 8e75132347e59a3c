import assert from 'node:assert/strict';
import { changeCalls, effects } from './calls';
import { contexts, outputs } from './contexts';
import type { Scene } from './scene';
import type { Steps } from './steps';

/** Deployments that fail, what their user reads, and the remedies. */
export async function failures(steps: Steps, scene: Scene): Promise<void> {
  await steps.step("cdk deploy fails, telling why, when the number is in somebody else's pool", () =>
    failsIfTaken(scene),
  );
  await steps.step('cdk deploy fails, telling the remedies, when somebody put the agent into its pool', () =>
    failsIfFound(scene),
  );
  await steps.step('cdk deploy with adoptExisting takes it as it is', () => adopts(scene));
  await steps.step('cdk deploy with another revision puts back what somebody took out', () => repairs(scene));
}

async function failsIfTaken(scene: Scene): Promise<void> {
  const { number, pool } = scene.foreign;
  const output = await scene.cdk.failToDeploy(contexts(scene).taken);
  assertTells(output, `phone number ${number.id} is in pool ${pool.id}`);
  await checkNothingChanged(scene, []);
}

async function failsIfFound(scene: Scene): Promise<void> {
  const { support, foreign } = scene;
  scene.service.associate(support, foreign.agent);
  const output = await scene.cdk.failToDeploy(contexts(scene).found);
  assertTells(output, `RCS agent ${foreign.agent.id} is already in pool ${support.id}`);
  assertTells(output, 'adoptExisting: true');
  // CloudFormation follows a failed Create with a Delete; ministack does not, so this shows that the Create alone left
  // the agent where it was.
  await checkNothingChanged(scene, [foreign.agent.id]);
}

async function checkNothingChanged(scene: Scene, found: readonly string[]): Promise<void> {
  const [, promo] = scene.senderIds;
  await scene.checkPools({ support: [promo.id, ...found], marketing: [scene.number.id] });
  await scene.checkStack('UPDATE_ROLLBACK_COMPLETE', outputs(scene).changed);
}

async function adopts(scene: Scene): Promise<void> {
  const { calls } = await scene.watch(scene.cdk.deploy(contexts(scene).adopting));
  await scene.checkStack('UPDATE_COMPLETE', outputs(scene).adopting);
  assert.ok((await scene.associations()).includes(`adopted:${scene.foreign.agent.id}`));
  assert.deepEqual(effects(calls), []);
}

async function repairs(scene: Scene): Promise<void> {
  const { cdk, service, marketing, number, senderIds, foreign } = scene;
  const before = new Set(changeCalls(service.calls).map(({ clientToken }) => clientToken));

  service.disassociate(marketing, number);
  const { calls } = await scene.watch(cdk.deploy(contexts(scene).repairing));

  await scene.checkPools({ support: [senderIds[1].id, foreign.agent.id], marketing: [number.id] });
  await scene.checkStack('UPDATE_COMPLETE', outputs(scene).adopting);
  // A repair has a token of its own: the service may still remember the one of the deployment that moved the number.
  const repair = changeCalls(calls).filter(({ action, effective }) => action === 'associate' && effective);
  assert.deepEqual(
    repair.map(({ identity, clientToken }) => [identity, before.has(clientToken)]),
    [[number.id, false]],
  );
}

/** The CLI breaks no lines of its own, so that the message is found as it was sent. */
function assertTells(output: string, message: string): void {
  assert.ok(output.includes(message), `expected "${message}" in:\n${output}`);
}
