import type { Question } from '../question';
import { describe } from '../service';

export const missingCountry: Question = {
  name: 'missing-country',
  asks: 'Disassociate by ARN without an IsoCountryCode',
  async ask(lab) {
    const { first } = lab.equipment;
    await lab.put(first);
    const answer = await lab.disassociate(first, { country: null });
    const observed = describe(answer);
    const setting = 'countryRequired';
    if (answer.kind === 'success') return [{ setting, values: [false], observed }];
    return [{ setting, values: answer.name === 'ValidationException' ? [true] : [], observed }];
  },
};
