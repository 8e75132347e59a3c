import assert from 'node:assert/strict';
import { effects } from './calls';
import { contexts, outputs } from './contexts';
import type { Scene } from './scene';
import type { Steps } from './steps';

/** A first deployment, the same once more, and one with changes of every kind. */
export async function deploys(steps: Steps, scene: Scene): Promise<void> {
  await steps.step('cdk deploy puts a phone number, a sender ID and an RCS agent into their pool', () =>
    deploysFirst(scene),
  );
  await steps.step("the function's role may change the stack's pool and no other", () => checkRights(scene));
  await steps.step('the log tells of every request and keeps the ResponseURL to itself', () => checkLog(scene));
  await steps.step('cdk deploy of the same app changes nothing and calls nobody', () => deploysTheSame(scene));
  await steps.step('cdk deploy moves the number, adds a sender ID, and removes another and the agent', () =>
    deploysChanges(scene),
  );
}

async function deploysFirst(scene: Scene): Promise<void> {
  const { cdk, aws, support, number, agent } = scene;
  const [acme] = scene.senderIds;
  const { calls } = await scene.watch(cdk.deploy(contexts(scene).first));
  await scene.checkPools({ support: [number.id, acme.id, agent.id], marketing: [] });
  await scene.checkStack('CREATE_COMPLETE', outputs(scene).first);
  assert.equal(await aws.phoneNumberStatus(number.id), 'ACTIVE');
  const keys = [number.id, `${support.id}/${acme.id}/GB`, agent.id];
  assert.deepEqual(await scene.associations(), keys.map((key) => `owned:${key}`).sort());
  const expected = [number, acme, agent].map(({ id }) => `associate ${id} ${support.id}`);
  assert.deepEqual(effects(calls), expected.sort());
}

/** As IAM decides, from the policies that were deployed. */
async function checkRights(scene: Scene): Promise<void> {
  const { aws, support, marketing, number, senderIds, agent } = scene;
  const actions = ['Associate', 'Disassociate'].map((verb) => `sms-voice:${verb}OriginationIdentity`);
  const role = await aws.roleArn(await scene.only('AWS::IAM::Role'));
  for (const { arn } of [support, number, senderIds[0], agent]) {
    assert.deepEqual(await aws.decisions(role, actions, arn), ['allowed', 'allowed'], arn);
  }
  assert.deepEqual(await aws.decisions(role, actions, marketing.arn), ['implicitDeny', 'implicitDeny']);
}

async function checkLog(scene: Scene): Promise<void> {
  const log = await scene.aws.log(await scene.only('AWS::Logs::LogGroup'));
  assert.equal(log.match(/"message":"outcome"/g)?.length, 3, log);
  // The path of ministack's ResponseURLs.
  assert.ok(!log.includes('cfn-response'), log);
}

async function deploysTheSame(scene: Scene): Promise<void> {
  const { result, calls } = await scene.watch(scene.cdk.deploy(contexts(scene).first));
  assert.ok(result.includes('SmsPoolAssociationExample (no changes)'), result);
  assert.deepEqual(calls, []);
}

async function deploysChanges(scene: Scene): Promise<void> {
  const { cdk, aws, support, marketing, number, agent } = scene;
  const [acme, promo] = scene.senderIds;
  const { calls } = await scene.watch(cdk.deploy(contexts(scene).changed));
  await scene.checkPools({ support: [promo.id], marketing: [number.id] });
  await scene.checkStack('UPDATE_COMPLETE', outputs(scene).changed);
  assert.equal(await aws.phoneNumberStatus(number.id), 'ACTIVE');
  assert.deepEqual(await scene.associations(), [`owned:${number.id}`, `owned:${support.id}/${promo.id}/GB`].sort());
  const expected = [
    `disassociate ${number.id} ${support.id}`,
    `associate ${number.id} ${marketing.id}`,
    `associate ${promo.id} ${support.id}`,
    `disassociate ${acme.id} ${support.id}`,
    `disassociate ${agent.id} ${support.id}`,
  ];
  assert.deepEqual(effects(calls), expected.sort());
}
