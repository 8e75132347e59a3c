import type { Settings } from '../../sms-voice';
import type { Identity, ProbeAccount } from '../probe-account';
import type { Finding, Question } from '../question';
import { describe, required, Unanswered } from '../service';

const POLL_MILLISECONDS = 250;
const MAX_WAIT_MILLISECONDS = 300_000;

export const changingPhoneNumber: Question = {
  name: 'changing-phone-number',
  asks: 'how long a phone number is ASSOCIATING, and how it behaves',
  needs: '--phone-number or --request-phone-number, and no --pool-id',
  async ask(account) {
    const phoneNumber = required(account.equipment.phoneNumber);
    if (await account.has(phoneNumber)) throw new Unanswered('the phone number is in the pool and cannot leave it');
    const answer = await account.associate(phoneNumber);
    if (answer.kind === 'error') throw new Unanswered(`Associate of the phone number failed: ${describe(answer)}`);
    return await watch(account, phoneNumber);
  },
};

async function watch(account: ProbeAccount, number: Identity): Promise<Finding[]> {
  const { service } = account;
  const start = service.last.answered;
  const findings: Finding[] = [];
  let least = 0;
  for (;;) {
    const { Status, PoolId } = await account.describePhoneNumber(number);
    const { sent, answered } = service.last;
    if (Status === 'ACTIVE' && PoolId !== undefined) {
      const most = answered - start;
      const observed = `ACTIVE in its pool after ${least} to ${most} ms`;
      return [{ setting: 'statusDelayMilliseconds', least, most, observed }, ...findings];
    }
    least = sent - start;
    if (least > MAX_WAIT_MILLISECONDS)
      throw new Unanswered(`the phone number is still ${String(Status)} after 5 minutes`);
    if (Status === 'ASSOCIATING' && findings.length === 0) {
      findings.push(...(await whileAssociating(account, number, PoolId)));
    }
    await service.sleep(POLL_MILLISECONDS);
  }
}

async function whileAssociating(
  account: ProbeAccount,
  number: Identity,
  poolId: string | undefined,
): Promise<Finding[]> {
  const shown: Finding = {
    setting: 'associatingShown',
    values: [poolId !== undefined],
    observed: poolId === undefined ? 'no PoolId while ASSOCIATING' : 'PoolId while ASSOCIATING',
  };
  const answer = await account.disassociate(number);
  if (answer.kind === 'success' || answer.name !== 'ConflictException') return [shown];
  const reasons: readonly Settings['changingReason'][] = [
    'RESOURCE_NOT_ACTIVE',
    'RESOURCE_MODIFICATION_NOT_ALLOWED',
    'PHONE_NUMBER_ASSOCIATED_TO_POOL',
    undefined,
  ];
  const values = reasons.filter((reason) => reason === answer.reason);
  return [shown, { setting: 'changingReason', values, observed: describe(answer) }];
}
