import type { Settings } from '../../sms-voice';
import type { Identity, ProbeAccount } from '../probe-account';
import type { Question } from '../question';
import { describe, required, Unanswered } from '../service';

export const rcsAgentCountry: Question = {
  name: 'rcs-agent-country',
  asks: 'the IsoCountryCode in the answer to Associate of an RCS agent',
  needs: '--rcs-agent',
  async ask(account) {
    const rcsAgent = required(account.equipment.rcsAgent);
    const withoutCountry = await answeredCountry(account, rcsAgent, null);
    await account.remove(rcsAgent);
    const withZz = await answeredCountry(account, rcsAgent, 'ZZ');
    const observed = `sent none: ${withoutCountry ?? 'none'}; sent ZZ: ${withZz ?? 'none'}`;
    return [{ setting: 'rcsAgentCountry', values: valuesFor(withoutCountry, withZz), observed }];
  },
};

async function answeredCountry(
  account: ProbeAccount,
  agent: Identity,
  country: string | null,
): Promise<string | undefined> {
  const answer = await account.associate(agent, { country });
  if (answer.kind === 'success') return answer.output.IsoCountryCode;
  throw new Unanswered(`Associate of the RCS agent failed: ${describe(answer)}`);
}

function valuesFor(withoutCountry: string | undefined, withZz: string | undefined): Settings['rcsAgentCountry'][] {
  if (withZz === undefined) return withoutCountry === undefined ? ['absent'] : [];
  if (withZz !== 'ZZ') return [];
  return withoutCountry === undefined ? ['as-sent'] : withoutCountry === 'ZZ' ? ['ZZ'] : [];
}
