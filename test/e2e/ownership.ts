import assert from 'node:assert/strict';
import { effects } from './calls';
import { contexts } from './contexts';
import type { EmulatedAccount } from './emulated-account';
import type { Steps } from './steps';

/** How an association passes from one declaration to another, and how an adopted one becomes the stack's own. */
export async function ownership(steps: Steps, account: EmulatedAccount): Promise<void> {
  await steps.step('cdk deploy under another logical id keeps the number in its pool', () => renames(account));
  await steps.step('cdk deploy with takeOwnership leaves what was adopted where it is', () => owns(account));
}

async function renames(account: EmulatedAccount): Promise<void> {
  const { aws, cdk, endpoint, service, support } = account;
  const number = service.requestPhoneNumber();
  const app = { endpoint, poolId: support.id, phoneNumberId: number.id };
  const renaming = cdk.of('npx tsx test/e2e/renaming-app.ts');
  await renaming.deploy({ ...app, named: 'by parameter' });
  const before = await account.associationsOf('SmsPoolRenaming');

  const { calls } = await account.watch(renaming.deploy({ ...app, named: 'by id' }));

  const after = await account.associationsOf('SmsPoolRenaming');
  assert.deepEqual(effects(calls), []);
  assert.deepEqual(
    [before, after].map((rows) => rows.map(({ physicalId }) => physicalId)),
    [[`owned:${number.id}`], [`owned:${number.id}`]],
  );
  assert.notEqual(after[0]?.logicalId, before[0]?.logicalId);
  assert.ok((await aws.poolContents(support.id)).includes(number.id));
  await renaming.destroy({ ...app, named: 'by id' });
  assert.ok(!(await aws.poolContents(support.id)).includes(number.id));
}

async function owns(account: EmulatedAccount): Promise<void> {
  const { calls } = await account.watch(account.cdk.deploy(contexts(account).owning));
  assert.deepEqual(effects(calls), []);
  assert.ok((await account.associations()).includes(`adopted:${account.foreign.agent.id}`));
}
