import type { Settings } from '../../sms-voice';
import type { Identity } from '../probe-account';
import type { Finding, Question } from '../question';
import { describe, type Answer } from '../service';

type Value = Settings['disassociateAbsent'];

export const disassociateAbsent: Question = {
  name: 'disassociate-absent',
  asks: 'Disassociate of an identity that is not in the pool, by kind',
  async ask(account) {
    const { second, rcsAgent, phoneNumber, pool } = account.equipment;
    const absent = [second, rcsAgent, pool.isOwn ? phoneNumber : undefined].filter(
      (identity) => identity !== undefined,
    );
    let values: readonly Value[] = ['conflict', 'not-found', 'by-kind'];
    const observations: string[] = [];
    const reasons: Finding[] = [];
    for (const identity of absent) {
      const answer = await account.disassociate(identity);
      values = values.filter((value) => isAnswerUnder(value, identity, answer));
      observations.push(`${identity.kind}: ${describe(answer)}`);
      if (identity.kind === 'phone number' || answer.kind === 'success' || answer.name !== 'ConflictException')
        continue;
      reasons.push({
        setting: 'absentReason',
        values: [answer.reason],
        of: identity.kind,
        observed: describe(answer),
      });
    }
    return [{ setting: 'disassociateAbsent', values, observed: observations.join('; ') }, ...reasons];
  },
};

/** Whether the in-memory service answers so under this value. */
function isAnswerUnder(value: Value, { kind }: Identity, answer: Answer<unknown>): boolean {
  if (answer.kind === 'success') return false;
  const isConflict = value === 'conflict' || (value === 'by-kind' && kind === 'phone number');
  return answer.name === (isConflict ? 'ConflictException' : 'ResourceNotFoundException');
}
