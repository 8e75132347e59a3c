import assert from 'node:assert/strict';
import { join } from 'node:path';
import { effects } from '../calls';
import type { EmulatedAccount } from '../emulated-account';

/** Deploys the stage of a pipeline from its part of the assembly, as the pipeline does: assets first, then a change set. */
export async function deploysStage(account: EmulatedAccount): Promise<void> {
  const { endpoint, service, support } = account;
  const number = service.requestPhoneNumber();
  const app = account.cdk.of('npx tsx test/e2e/commands/pipeline-app.ts');
  await app.synth({ endpoint, poolId: support.id, phoneNumberId: number.id });
  const stage = account.cdk.of(join(app.assembly, 'assembly-Prod'));

  const { calls } = await account.watch(stage.deploy({}, '--all'));
  assert.deepEqual(effects(calls), [`associate ${number.id} ${support.id}`]);
  const [association] = await account.associationsOf('Prod-Messaging');
  assert.equal(association?.physicalId, `owned:${number.id}`);

  await stage.destroy({}, '--all');
  assert.deepEqual(service.poolsOf(number.id), []);
}
