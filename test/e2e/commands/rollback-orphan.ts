import assert from 'node:assert/strict';
import { contexts, outputs } from '../contexts';
import type { EmulatedAccount } from '../emulated-account';

/** A rollback that can't restore, since somebody has moved the number on, and what its user does then. */
export async function orphansInRollback(account: EmulatedAccount): Promise<void> {
  const { service, marketing, number, senderIds, agent, foreign } = account;
  const cdk = account.cdk.of('npx tsx examples/app.ts');
  const { first, halfTaken } = contexts(account);
  await cdk.deploy(first);
  service.associate(foreign.pool, foreign.agent);
  await cdk.failToDeploy(halfTaken, '--no-rollback');
  service.disassociate(marketing, number);
  service.associate(foreign.pool, number);

  const told = await cdk.failToRollBack(first);
  assert.ok(told.includes(`phone number ${number.id} is in pool ${foreign.pool.id}`), told);
  assert.equal(await account.stackStatus(), 'UPDATE_ROLLBACK_FAILED');
  const associations = await account.associationsOf('SmsPoolAssociationExample');
  const orphan = associations.find(({ physicalId }) => physicalId === `owned:${number.id}`);
  await cdk.rollback(first, '--orphan', orphan?.logicalId ?? '');
  assert.equal(await account.stackStatus(), 'UPDATE_ROLLBACK_COMPLETE');
  assert.deepEqual(service.poolsOf(number.id), [foreign.pool.id]);

  service.disassociate(foreign.pool, number);
  service.disassociate(foreign.pool, foreign.agent);
  await cdk.deploy({ ...first, revision: '2' });
  await account.checkPools({ support: [number.id, senderIds[0].id, agent.id], marketing: [] });
  await account.checkStack('UPDATE_COMPLETE', outputs(account).first);
  await cdk.destroy(first);
  await account.checkPools({ support: [], marketing: [] });
}
