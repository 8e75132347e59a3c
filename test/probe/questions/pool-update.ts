import { ProbeAccount } from '../probe-account';
import type { Note, Question } from '../question';
import { required } from '../service';

/** CloudFormation is done when the update is; this is for reads that lag. */
const EFFECT_MILLISECONDS = 10_000;

export const poolUpdate: Question = {
  name: 'pool-update',
  asks: 'whether an update of AWS::SMSVOICE::Pool evicts identities',
  needs: '--pool-update',
  async ask({ equipment }) {
    const { first, second, third } = equipment;
    const stacks = required(equipment.stacks);
    const id = await stacks.create([first.arn]);
    const account = new ProbeAccount({ ...equipment, pool: { ...equipment.pool, id } });
    const afterUpdate = async (about: string, identities: readonly string[], tag: string): Promise<Note> => {
      if (!(await account.has(second))) await account.put(second);
      await stacks.update(identities, tag);
      const isGone = await account.shows(second, false, EFFECT_MILLISECONDS);
      return { about, observed: isGone ? 'removes what others associated' : 'keeps what others associated' };
    };
    return [
      await afterUpdate('AWS::SMSVOICE::Pool: update of its tags', [first.arn], 'updated'),
      await afterUpdate('AWS::SMSVOICE::Pool: identity added to its list', [first.arn, third.arn], 'updated'),
      await afterUpdate('AWS::SMSVOICE::Pool: identity removed from its list', [first.arn], 'updated'),
    ];
  },
};
