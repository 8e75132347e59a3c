import type { Question } from '../question';
import { describe } from '../service';

export const missingCountry: Question = {
  name: 'missing-country',
  asks: 'Disassociate by ARN without an IsoCountryCode',
  async ask(account) {
    const { first } = account.equipment;
    await account.put(first);
    const answer = await account.disassociate(first, { country: null });
    const observed = describe(answer);
    const setting = 'countryRequired';
    if (answer.kind === 'success') return [{ setting, values: [false], observed }];
    return [{ setting, values: answer.name === 'ValidationException' ? [true] : [], observed }];
  },
};
