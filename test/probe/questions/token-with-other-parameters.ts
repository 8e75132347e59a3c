import { randomUUID } from 'node:crypto';
import type { Question } from '../question';
import { describe } from '../service';

const EFFECT_MILLISECONDS = 10_000;

export const tokenWithOtherParameters: Question = {
  name: 'token-with-other-parameters',
  asks: 'Associate of an identity with the token of another one',
  async ask(account) {
    const { first, second } = account.equipment;
    const token = randomUUID();
    await account.put(first, token);
    const answer = await account.associate(second, { token });
    const setting = 'tokenWithOtherParameters';
    const observed = describe(answer);
    if (answer.kind === 'success') {
      return (await account.shows(second, true, EFFECT_MILLISECONDS))
        ? [{ setting, values: ['ignored'], observed: `${observed}, and the other identity is in the pool` }]
        : [{ setting, values: [], observed: `${observed}, but the other identity is not in the pool` }];
    }
    switch (answer.name) {
      case 'ConflictException':
        return [{ setting, values: ['conflict'], observed }];
      case 'ValidationException':
        return [{ setting, values: ['validation'], observed }];
      default:
        return [{ setting, values: [], observed }];
    }
  },
};
