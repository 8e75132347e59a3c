import assert from 'node:assert/strict';
import { effects } from '../calls';
import type { EmulatedAccount } from '../emulated-account';

/** Neither takes an association over, and neither changes a pool. */
export async function importsAndRefactors(account: EmulatedAccount): Promise<void> {
  const { endpoint, service, support } = account;
  const number = service.requestPhoneNumber();
  const cdk = account.cdk.of('npx tsx test/e2e/commands/moving-app.ts');
  const common = { endpoint, poolId: support.id, phoneNumberId: number.id };
  const inMessaging = { ...common, in: 'Messaging' };
  await cdk.deploy(common, '--all');

  const imports = await account.watch(cdk.importAtTerminal(inMessaging, 'Messaging'));
  assert.match(
    imports.result,
    /unsupported resource type Custom::SMSVoiceOriginationIdentityAssociation, skipping import/,
  );
  assert.deepEqual(imports.calls, []);

  await cdk.deploy(inMessaging, '--all');
  const refactors = await account.watch(cdk.refactor({ ...common, in: 'Support' }));
  assert.match(refactors.result, /Custom::SMSVoiceOriginationIdentityAssociation/);
  assert.match(refactors.result, /Refactor failed/);
  assert.deepEqual(refactors.calls, []);

  const { calls } = await account.watch(cdk.destroy(inMessaging, '--all'));
  assert.deepEqual(effects(calls), [`disassociate ${number.id} ${support.id}`]);
}
