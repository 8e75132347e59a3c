import type { Finding, Question } from '../question';
import { describe, required } from '../service';

export const lastPhoneNumber: Question = {
  name: 'last-phone-number',
  asks: 'Disassociate of the last phone number beside sender IDs',
  needs: '--phone-number or --request-phone-number, and no --pool-id',
  async ask(account) {
    const phoneNumber = required(account.equipment.phoneNumber);
    if (!(await account.has(phoneNumber))) await account.put(phoneNumber);
    const answer = await account.disassociate(phoneNumber);
    const observed = describe(answer);
    const setting = 'lastPhoneNumber';
    if (answer.kind === 'error') {
      return [{ setting, values: answer.reason === 'LAST_PHONE_NUMBER' ? [true] : [], observed }];
    }
    const { Status, PoolId } = await account.describePhoneNumber(phoneNumber);
    const findings: Finding[] = [{ setting, values: [false], observed }];
    if (Status === 'DISASSOCIATING') {
      findings.push({
        setting: 'disassociatingShown',
        values: [PoolId !== undefined],
        observed: PoolId === undefined ? 'no PoolId while DISASSOCIATING' : 'PoolId while DISASSOCIATING',
      });
    }
    return findings;
  },
};
