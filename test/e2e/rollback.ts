import assert from 'node:assert/strict';
import { contexts } from './contexts';
import type { EmulatedAccount } from './emulated-account';

/** A deployment that fails half-way and stays so, until its user has it rolled back. */
export async function rollsBack(account: EmulatedAccount): Promise<void> {
  const { aws, cdk, service, support, marketing, number, agent, foreign } = account;
  const [acme] = account.senderIds;
  const { first, halfTaken } = contexts(account);
  service.associate(foreign.pool, foreign.agent);
  const reason = `RCS agent ${foreign.agent.id} is in pool ${foreign.pool.id}`;
  const tells = (output: string): boolean => output.replaceAll(/\s+/g, ' ').includes(reason);

  assert.ok(tells(await cdk.failToDeploy(halfTaken, '--no-rollback')));
  assert.equal(await account.stackStatus(), 'UPDATE_FAILED');
  assert.ok((await aws.poolContents(marketing.id)).includes(number.id));
  assert.ok(tells(await cdk.diagnose(halfTaken)));

  await cdk.rollback(first, '--force');
  service.disassociate(foreign.pool, foreign.agent);

  assert.equal(await account.stackStatus(), 'UPDATE_ROLLBACK_COMPLETE');
  await account.checkPools({ support: [number.id, acme.id, agent.id], marketing: [] });
  const keys = [number.id, `${support.id}/${acme.id}/GB`, agent.id];
  assert.deepEqual(await account.associations(), keys.map((key) => `owned:${key}`).sort());
}
