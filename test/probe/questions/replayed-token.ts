import { randomUUID } from 'node:crypto';
import type { ProbeAccount } from '../probe-account';
import type { Question } from '../question';
import { describe } from '../service';

/** How long a replayed Associate has to show an effect, if it has one. */
const EFFECT_MILLISECONDS = 10_000;

export const replayedToken: Question = {
  name: 'replayed-token',
  asks: 'Associate with a token that was used before Disassociate',
  async ask(account) {
    const token = await usedToken(account);
    const { value, observed } = await replay(account, token);
    return [{ setting: 'replayedToken', values: value === undefined ? [] : [value], observed }];
  },
};

/** Leaves the first sender ID out of the pool, with the token of an Associate that succeeded. */
export async function usedToken(account: ProbeAccount): Promise<string> {
  const token = randomUUID();
  await account.put(account.equipment.first, token);
  await account.remove(account.equipment.first);
  return token;
}

interface Replay {
  readonly value: 'remembered' | 'executed' | undefined;
  readonly observed: string;
}

export async function replay(account: ProbeAccount, token: string): Promise<Replay> {
  const { first } = account.equipment;
  const answer = await account.associate(first, { token });
  if (answer.kind === 'error') return { value: undefined, observed: describe(answer) };
  return (await account.shows(first, true, EFFECT_MILLISECONDS))
    ? { value: 'executed', observed: 'success, and the identity is in the pool' }
    : { value: 'remembered', observed: 'success, but the identity is not in the pool' };
}
