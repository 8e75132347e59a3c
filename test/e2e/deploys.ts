import assert from 'node:assert/strict';
import { effects } from './calls';
import { contexts, outputs } from './contexts';
import type { EmulatedAccount } from './emulated-account';
import { rollsBack } from './rollback';
import type { Steps } from './steps';

/** A first deployment, the same once more, and one with changes of every kind. */
export async function deploys(steps: Steps, account: EmulatedAccount): Promise<void> {
  await steps.step('cdk deploy puts a phone number, a sender ID and an RCS agent into their pool', () =>
    deploysFirst(account),
  );
  await steps.step("the function's role may change the stack's pool and no other", () => checkRights(account));
  await steps.step('the log tells of every request and keeps the ResponseURL to itself', () => checkLog(account));
  await steps.step('cdk deploy of the same app changes nothing and calls nobody', () => deploysTheSame(account));
  await steps.step(
    'cdk deploy --no-rollback leaves what failed, cdk diagnose tells why, and cdk rollback restores',
    () => rollsBack(account),
  );
  await steps.step('cdk deploy moves the number, adds a sender ID, and removes another and the agent', () =>
    deploysChanges(account),
  );
}

async function deploysFirst(account: EmulatedAccount): Promise<void> {
  const { cdk, aws, support, number, agent } = account;
  const [acme] = account.senderIds;
  const { calls } = await account.watch(cdk.deploy(contexts(account).first));
  await account.checkPools({ support: [number.id, acme.id, agent.id], marketing: [] });
  await account.checkStack('CREATE_COMPLETE', outputs(account).first);
  assert.equal(await aws.phoneNumberStatus(number.id), 'ACTIVE');
  const keys = [number.id, `${support.id}/${acme.id}/GB`, agent.id];
  assert.deepEqual(await account.associations(), keys.map((key) => `owned:${key}`).sort());
  const expected = [number, acme, agent].map(({ id }) => `associate ${id} ${support.id}`);
  assert.deepEqual(effects(calls), expected.sort());
}

/** As IAM decides, from the policies that were deployed. */
async function checkRights(account: EmulatedAccount): Promise<void> {
  const { aws, support, marketing, number, senderIds, agent } = account;
  const actions = ['Associate', 'Disassociate'].map((verb) => `sms-voice:${verb}OriginationIdentity`);
  const role = await aws.roleArn(await account.only('AWS::IAM::Role'));
  for (const { arn } of [support, number, senderIds[0], agent]) {
    assert.deepEqual(await aws.decisions(role, actions, arn), ['allowed', 'allowed'], arn);
  }
  assert.deepEqual(await aws.decisions(role, actions, marketing.arn), ['implicitDeny', 'implicitDeny']);
}

async function checkLog(account: EmulatedAccount): Promise<void> {
  const log = (await account.aws.logLines(await account.only('AWS::Logs::LogGroup'))).join('\n');
  assert.equal(log.match(/"message":"outcome"/g)?.length, 3, log);
  // The path of ministack's ResponseURLs.
  assert.ok(!log.includes('cfn-response'), log);
}

async function deploysTheSame(account: EmulatedAccount): Promise<void> {
  const { result, calls } = await account.watch(account.cdk.deploy(contexts(account).first));
  assert.ok(result.includes('SmsPoolAssociationExample (no changes)'), result);
  assert.deepEqual(calls, []);
}

async function deploysChanges(account: EmulatedAccount): Promise<void> {
  const { cdk, aws, support, marketing, number, agent } = account;
  const [acme, promo] = account.senderIds;
  const { calls } = await account.watch(cdk.deploy(contexts(account).changed));
  await account.checkPools({ support: [promo.id], marketing: [number.id] });
  await account.checkStack('UPDATE_COMPLETE', outputs(account).changed);
  assert.equal(await aws.phoneNumberStatus(number.id), 'ACTIVE');
  assert.deepEqual(await account.associations(), [`owned:${number.id}`, `owned:${support.id}/${promo.id}/GB`].sort());
  const expected = [
    `disassociate ${number.id} ${support.id}`,
    `associate ${number.id} ${marketing.id}`,
    `associate ${promo.id} ${support.id}`,
    `disassociate ${acme.id} ${support.id}`,
    `disassociate ${agent.id} ${support.id}`,
  ];
  assert.deepEqual(effects(calls), expected.sort());
}
