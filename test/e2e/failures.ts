import assert from 'node:assert/strict';
import { changeCalls, effects } from './calls';
import { contexts, outputs } from './contexts';
import type { EmulatedAccount } from './emulated-account';
import type { Steps } from './steps';

/** Deployments that fail, what their user reads, and the remedies. */
export async function failures(steps: Steps, account: EmulatedAccount): Promise<void> {
  await steps.step("cdk deploy fails, telling why, when the number is in somebody else's pool", () =>
    failsIfTaken(account),
  );
  await steps.step('cdk deploy fails, telling the remedies, when somebody put the agent into its pool', () =>
    failsIfFound(account),
  );
  await steps.step('cdk deploy with adoptExisting takes it as it is', () => adopts(account));
  await steps.step('cdk drift and cdk deploy --revert-drift leave out what somebody took out', () =>
    seesNoDrift(account),
  );
  await steps.step('cdk deploy with another revision puts back what somebody took out', () => repairs(account));
}

async function failsIfTaken(account: EmulatedAccount): Promise<void> {
  const { number, pool } = account.foreign;
  const output = await account.cdk.failToDeploy(contexts(account).taken);
  assertTells(output, `phone number ${number.id} is in pool ${pool.id}`);
  await checkNothingChanged(account, []);
}

async function failsIfFound(account: EmulatedAccount): Promise<void> {
  const { support, foreign } = account;
  account.service.associate(support, foreign.agent);
  const output = await account.cdk.failToDeploy(contexts(account).found);
  assertTells(output, `RCS agent ${foreign.agent.id} is already in pool ${support.id}`);
  assertTells(output, 'adoptExisting: true');
  // CloudFormation follows a failed Create with a Delete; ministack does not, so this shows that the Create alone left
  // the agent where it was.
  await checkNothingChanged(account, [foreign.agent.id]);
}

async function checkNothingChanged(account: EmulatedAccount, found: readonly string[]): Promise<void> {
  const [, promo] = account.senderIds;
  await account.checkPools({ support: [promo.id, ...found], marketing: [account.number.id] });
  await account.checkStack('UPDATE_ROLLBACK_COMPLETE', outputs(account).changed);
}

async function adopts(account: EmulatedAccount): Promise<void> {
  const { calls } = await account.watch(account.cdk.deploy(contexts(account).adopting));
  await account.checkStack('UPDATE_COMPLETE', outputs(account).adopting);
  assert.ok((await account.associations()).includes(`adopted:${account.foreign.agent.id}`));
  assert.deepEqual(effects(calls), []);
}

/** CloudFormation knows the drift of no custom resource. */
async function seesNoDrift(account: EmulatedAccount): Promise<void> {
  const { aws, cdk, service, marketing, number, foreign } = account;
  const { adopting } = contexts(account);
  service.disassociate(marketing, number);
  const { calls } = await account.watch(
    (async () => {
      assertTells(await cdk.drift(adopting), 'No drift detected');
      await cdk.deploy(adopting, '--revert-drift');
    })(),
  );
  assert.deepEqual(calls, []);
  assert.deepEqual(await aws.poolContents(marketing.id), [foreign.inMarketing.id]);
}

async function repairs(account: EmulatedAccount): Promise<void> {
  const { cdk, service, number, senderIds, foreign } = account;
  const before = new Set(changeCalls(service.calls).map(({ clientToken }) => clientToken));

  const { calls } = await account.watch(cdk.deploy(contexts(account).repairing));

  await account.checkPools({ support: [senderIds[1].id, foreign.agent.id], marketing: [number.id] });
  await account.checkStack('UPDATE_COMPLETE', outputs(account).adopting);
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
