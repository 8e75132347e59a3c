import type { Question } from '../question';
import { replay, usedToken } from './replayed-token';

const MINUTE = 60_000;

export const tokenAfterAMinute: Question = {
  name: 'token-after-a-minute',
  asks: 'Associate with such a token after a minute',
  async ask(lab) {
    const token = await usedToken(lab);
    const immediate = await replay(lab, token);
    if (immediate.value !== 'remembered') return [];
    await lab.service.sleep(MINUTE);
    const { value, observed } = await replay(lab, token);
    const setting = 'tokenWindowMilliseconds';
    return value === 'remembered'
      ? [{ setting, least: MINUTE, most: Infinity, observed }]
      : [{ setting, least: 0, most: 2 * MINUTE, observed }];
  },
};
