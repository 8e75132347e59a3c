import type { Question } from '../question';
import { replay, usedToken } from './replayed-token';

const MINUTE = 60_000;

export const tokenAfterAMinute: Question = {
  name: 'token-after-a-minute',
  asks: 'Associate with such a token after a minute',
  async ask(account) {
    const token = await usedToken(account);
    const immediate = await replay(account, token);
    if (immediate.value !== 'remembered') return [];
    await account.service.sleep(MINUTE);
    const { value, observed } = await replay(account, token);
    const setting = 'tokenWindowMilliseconds';
    return value === 'remembered'
      ? [{ setting, least: MINUTE, most: Infinity, observed }]
      : [{ setting, least: 0, most: 2 * MINUTE, observed }];
  },
};
