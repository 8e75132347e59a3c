import assert from 'node:assert/strict';
import type { PhoneNumber } from '../sms-voice';
import { effects } from './calls';
import type { CdkCli, Context } from './cdk-cli';
import { contexts } from './contexts';
import type { EmulatedAccount } from './emulated-account';
import type { Steps } from './steps';

/** How an association passes from one declaration to another, and how an adopted one becomes the stack's own. */
export async function ownership(steps: Steps, account: EmulatedAccount): Promise<void> {
  const renamed = await steps.step('cdk deploy under another logical id keeps the number in its pool', () =>
    renames(account),
  );
  await steps.step('cdk orphan leaves the number in its pool, and so does cdk destroy then', () => orphans(renamed));
  await steps.step('cdk deploy with takeOwnership leaves what was adopted where it is', () => owns(account));
}

interface Renamed {
  readonly account: EmulatedAccount;
  readonly cdk: CdkCli;
  readonly context: Context;
  readonly number: PhoneNumber;
}

/** Deployed with express mode first, which waits for the function all the same. */
async function renames(account: EmulatedAccount): Promise<Renamed> {
  const { aws, cdk, endpoint, service, support } = account;
  const number = service.requestPhoneNumber();
  const app = { endpoint, poolId: support.id, phoneNumberId: number.id };
  const renaming = cdk.of('npx tsx test/e2e/renaming-app.ts');
  await renaming.deploy({ ...app, named: 'by parameter' }, '--express');
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
  return { account, cdk: renaming, context: { ...app, named: 'by id' }, number };
}

/** What is orphaned belongs to no stack any more, so that the destroy leaves it. */
async function orphans({ account, cdk, context, number }: Renamed): Promise<void> {
  const { calls } = await account.watch(
    (async () => {
      await cdk.orphan(context, 'SmsPoolRenaming/Line');
      assert.deepEqual(await account.associationsOf('SmsPoolRenaming'), []);
      await cdk.destroy(context);
    })(),
  );
  assert.deepEqual(effects(calls), []);
  assert.ok((await account.aws.poolContents(account.support.id)).includes(number.id));
  account.service.disassociate(account.support, number);
}

async function owns(account: EmulatedAccount): Promise<void> {
  const { calls } = await account.watch(account.cdk.deploy(contexts(account).owning));
  assert.deepEqual(effects(calls), []);
  assert.ok((await account.associations()).includes(`adopted:${account.foreign.agent.id}`));
}
