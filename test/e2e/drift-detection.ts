import assert from 'node:assert/strict';
import type { Identity, Pool } from '../sms-voice';
import type { Schedule } from './aws-cli';
import { contexts, outputs } from './contexts';
import type { EmulatedAccount } from './emulated-account';
import { eventually } from './eventually';
import type { Steps } from './steps';

/** What the schedule of the drift detection has the function do between deployments. */
export async function driftDetection(steps: Steps, account: EmulatedAccount): Promise<void> {
  await steps.step('cdk deploy with a drift detection makes a schedule that may call the function alone', () =>
    makesSchedule(account),
  );
  await steps.step('called as the schedule calls it, the function reports what somebody took out', () =>
    reports(account),
  );
  await steps.step('with repair, it puts back what the stack owns, and leaves what was adopted', () =>
    repairs(account),
  );
  await steps.step('cdk deploy with deferPending completes while the number is PENDING, and a check counts it', () =>
    defers(account),
  );
  await steps.step('when the number is ACTIVE, the next call of the schedule puts it into its pool', () =>
    fires(account),
  );
}

async function makesSchedule(account: EmulatedAccount): Promise<void> {
  const { aws, cdk } = account;
  const { calls } = await account.watch(cdk.deploy(contexts(account).reportingDrift));
  assert.deepEqual(calls, []);
  await account.checkStack('UPDATE_COMPLETE', outputs(account).adopting);
  const { expression, target } = await deployedSchedule(account);
  assert.equal(expression, 'rate(1 hour)');
  const decide = (arn: string) => aws.decisions(target.RoleArn, ['lambda:InvokeFunction'], arn);
  assert.deepEqual(await decide(target.Arn), ['allowed']);
  assert.deepEqual(await decide(`${target.Arn}-of-another-stack`), ['implicitDeny']);
}

async function reports(account: EmulatedAccount): Promise<void> {
  const { service, marketing, support, number, senderIds, foreign } = account;
  service.disassociate(marketing, number);
  service.disassociate(support, foreign.agent);
  const { result, calls } = await account.watch(callAsScheduled(account));
  const drifted = [
    await entry(account, `owned:${number.id}`, marketing, number),
    await entry(account, `adopted:${foreign.agent.id}`, support, foreign.agent),
  ];
  assert.deepEqual(result, { status: 'checked', associations: 3, drifted, pending: [] });
  assert.deepEqual(await metrics(account), [{ Drifted: 2, Repaired: 0, Pending: 0 }]);
  assert.ok(!calls.some(({ effective }) => effective));
  await account.checkPools({ support: [senderIds[1].id], marketing: [] });
}

async function repairs(account: EmulatedAccount): Promise<void> {
  const { aws, cdk, service, marketing, support, number, senderIds, foreign } = account;
  await cdk.deploy(contexts(account).repairingDrift);
  const drifted = [
    { ...(await entry(account, `owned:${number.id}`, marketing, number)), repaired: true },
    await entry(account, `adopted:${foreign.agent.id}`, support, foreign.agent),
  ];
  assert.deepEqual(await callAsScheduled(account), { status: 'checked', associations: 3, drifted, pending: [] });
  assert.deepEqual((await metrics(account)).at(-1), { Drifted: 1, Repaired: 1, Pending: 0 });
  await account.checkPools({ support: [senderIds[1].id], marketing: [number.id] });
  assert.equal(await aws.phoneNumberStatus(number.id), 'ACTIVE');
  service.associate(support, foreign.agent);
}

async function defers(account: EmulatedAccount): Promise<void> {
  const { cdk, marketing, pending: number, senderIds, foreign } = account;
  await cdk.deploy(contexts(account).deferring);
  await account.checkStack('UPDATE_COMPLETE', outputs(account).deferring);
  await account.checkPools({ support: [senderIds[1].id, foreign.agent.id], marketing: [] });
  const pending = [await entry(account, `owned:${number.id}`, marketing, number)];
  assert.deepEqual(await callAsScheduled(account), { status: 'checked', associations: 3, drifted: [], pending });
  assert.deepEqual((await metrics(account)).at(-1), { Drifted: 0, Repaired: 0, Pending: 1 });
}

async function fires(account: EmulatedAccount): Promise<void> {
  const { aws, service, pending: number, senderIds, foreign } = account;
  const before = (await metrics(account)).length;
  service.completeRegistration(number);
  // The emulator counts from the time at which the schedule was made, more than a minute ago.
  await aws.updateSchedule(await deployedSchedule(account), 'rate(1 minute)');
  await eventually('the schedule has called the function', 120, async () => (await metrics(account)).length > before);
  assert.deepEqual((await metrics(account))[before], { Drifted: 0, Repaired: 1, Pending: 0 });
  await account.checkPools({ support: [senderIds[1].id, foreign.agent.id], marketing: [number.id] });
  assert.equal(await aws.phoneNumberStatus(number.id), 'ACTIVE');
}

async function deployedSchedule(account: EmulatedAccount): Promise<Schedule> {
  return account.aws.schedule(await account.only('AWS::Scheduler::Schedule'));
}

/** What the function returns when it is called with what the schedule sends. */
async function callAsScheduled(account: EmulatedAccount): Promise<unknown> {
  const { target } = await deployedSchedule(account);
  return account.aws.invoke(target.Arn, target.Input);
}

/** An identity that is in no pool, as the function returns it. */
async function entry(account: EmulatedAccount, physicalId: string, pool: Pool, identity: Identity): Promise<object> {
  const associations = await account.associationsOf('SmsPoolAssociationExample');
  const LogicalResourceId = associations.find((association) => association.physicalId === physicalId)?.logicalId;
  return { LogicalResourceId, PoolId: pool.id, OriginationIdentity: identity.id, found: 'nowhere', repaired: false };
}

/** The values of each line that CloudWatch makes metrics of. */
async function metrics(account: EmulatedAccount): Promise<readonly object[]> {
  const lines = await account.aws.logLines(await account.only('AWS::Logs::LogGroup'));
  return lines
    .filter((line) => line.includes('"_aws"'))
    .map((line) => {
      const value: unknown = JSON.parse(line);
      const members = Object.entries(typeof value === 'object' && value !== null ? value : {});
      return Object.fromEntries(members.filter(([name]) => ['Drifted', 'Repaired', 'Pending'].includes(name)));
    });
}
