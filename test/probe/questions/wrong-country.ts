import type { Settings } from '../../sms-voice';
import type { Question } from '../question';
import { describe, required } from '../service';

const values: Readonly<Record<string, Settings['wrongCountry']>> = {
  ValidationException: 'validation',
  ConflictException: 'conflict',
  ResourceNotFoundException: 'not-found',
};

export const wrongCountry: Question = {
  name: 'wrong-country',
  asks: "Associate of a phone number with another country's code",
  needs: '--phone-number or --request-phone-number, and no --pool-id',
  async ask(account) {
    const phoneNumber = required(account.equipment.phoneNumber);
    const answer = await account.associate(phoneNumber, { country: phoneNumber.country === 'DE' ? 'FR' : 'DE' });
    const value = answer.kind === 'success' ? 'ignored' : values[answer.name];
    return [{ setting: 'wrongCountry', values: value === undefined ? [] : [value], observed: describe(answer) }];
  },
};
