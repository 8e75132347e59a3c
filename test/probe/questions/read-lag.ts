import type { Identity, ProbeAccount } from '../probe-account';
import type { Question } from '../question';
import { Unanswered } from '../service';

const POLL_MILLISECONDS = 250;
const MAX_WAIT_MILLISECONDS = 60_000;

export const readLag: Question = {
  name: 'read-lag',
  asks: 'how long a change takes to show in the list of the pool',
  async ask(account) {
    const { first } = account.equipment;
    await succeed(account.associate(first));
    const appeared = await timeUntil(account, first, true);
    await succeed(account.disassociate(first));
    const disappeared = await timeUntil(account, first, false);
    const slower = appeared.most > disappeared.most ? appeared : disappeared;
    const observed =
      `an associated identity shows after ${appeared.least} to ${appeared.most} ms, ` +
      `a disassociated one is gone after ${disappeared.least} to ${disappeared.most} ms`;
    return [{ setting: 'readLagMilliseconds', ...slower, observed }];
  },
};

async function succeed(change: ReturnType<ProbeAccount['associate']>): Promise<void> {
  const answer = await change;
  if (answer.kind === 'error') throw new Unanswered(`the change itself failed: ${answer.name}`);
}

/** When the last read without the expected state was sent, and the first one with it answered, counted from the change. */
async function timeUntil(
  account: ProbeAccount,
  identity: Identity,
  isIn: boolean,
): Promise<{ least: number; most: number }> {
  const { service } = account;
  const start = service.last.answered;
  let least = 0;
  while ((await account.has(identity)) !== isIn) {
    least = service.last.sent - start;
    if (least > MAX_WAIT_MILLISECONDS) throw new Unanswered('the change does not show within a minute');
    await service.sleep(POLL_MILLISECONDS);
  }
  return { least, most: service.last.answered - start };
}
