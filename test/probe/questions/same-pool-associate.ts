import type { Finding, Question } from '../question';
import { describe } from '../service';

export const samePoolAssociate: Question = {
  name: 'same-pool-associate',
  asks: 'Associate of an identity that is in the pool already',
  async ask(account) {
    const { first } = account.equipment;
    await account.put(first);
    const answer = await account.associate(first);
    const observed = describe(answer);
    if (answer.kind === 'success') return [{ setting: 'associateAgain', values: ['success'], observed }];
    if (answer.name !== 'ConflictException') return [{ setting: 'associateAgain', values: [], observed }];
    return [{ setting: 'associateAgain', values: ['conflict'], observed }, reasonFinding(answer.reason, observed)];
  },
};

function reasonFinding(reason: string | undefined, observed: string): Finding {
  const setting = 'associatedReason';
  switch (reason) {
    case 'SENDER_ID_ASSOCIATED_TO_POOL':
      return { setting, values: ['by-kind'], observed };
    case 'RESOURCE_ALREADY_ASSOCIATED':
      return { setting, values: [reason], observed };
    default:
      return { setting, values: [], observed };
  }
}
