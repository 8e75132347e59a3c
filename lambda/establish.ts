import type { AnswerData } from './answer';
import type { Association } from './association';
import { afterAssociate, associateNeedsRead, type Ledger } from './decision';
import { Failed } from './failed';
import * as explain from './explain';
import { Pacing } from './pacing';
import { seeOut } from './remove';
import type { SmsVoice } from './sms-voice';
import { PATIENCE, untilIn } from './watch';

/** How often a token that the service remembers without effect is replaced by a new one. */
const GENERATIONS = 4;

export interface Established {
  /** `found`: it was in the pool already, and this request did not put it there. */
  readonly how: 'made' | 'found';
  readonly attributes: Partial<AnswerData>;
}

export interface EstablishOptions {
  /** What an association means that is in the pool already and isn't this request's work. */
  readonly existing: 'accept' | 'refuse';
  /** How long a success may take to show, in milliseconds. */
  readonly patience?: number;
  /** Where the identity has just been asked to leave. Until that shows, it can't be associated. */
  readonly leaving?: Association;
}

/**
 * Puts the identity into its pool, and returns when it is there, a phone number ACTIVE.
 *
 * @param ledger kept up to date, so that after a failure the caller knows whether something may have been made
 * @throws Failed with all that its reader needs
 */
export async function establish(
  service: SmsVoice,
  association: Association,
  ledger: Ledger,
  options: EstablishOptions,
): Promise<Established> {
  for (let generation = 0; generation < GENERATIONS; generation += 1) {
    const answer = await associate(service, association, ledger, generation, options.leaving);
    if (answer.how === 'found' && options.existing === 'refuse') throw new Failed(explain.inPlace(association));
    const shown = await untilIn(service, association, options.patience ?? PATIENCE);
    if (shown.as === 'shown') return { ...answer, attributes: { ...shown.attributes, ...answer.attributes } };
    if (shown.as === 'taken out') throw new Failed(explain.takenOut(association));
    service.log({ message: 'decision', decision: 'the success does not show: next token generation', generation });
  }
  throw new Failed(explain.neverShown(association, GENERATIONS));
}

/** One generation of the token: the same one, again and again, until the service takes it or nothing can help. */
async function associate(
  service: SmsVoice,
  association: Association,
  ledger: Ledger,
  generation: number,
  leaving: Association | undefined,
): Promise<Established> {
  const goal = `of ${association.identity.sent} with ${association.pool.sent}`;
  const pacing = await Pacing.start(service, 'AssociateOriginationIdentity', goal);
  for (;;) {
    const answer = await service.associate(association, generation);
    if (answer.ok) {
      ledger.accepted = true;
      return { how: 'made', attributes: answer.output };
    }
    const { failure } = answer;
    if (failure.kind === 'unknown outcome') ledger.uncertain = true;
    const place = associateNeedsRead(failure) ? await service.locate(association) : undefined;
    const verdict = afterAssociate(failure, place, ledger, leaving?.pool);
    service.log({ message: 'decision', decision: verdict, failure: failure.kind, found: place?.where });
    switch (verdict) {
      case 'go on reading':
        return { how: 'made', attributes: {} };
      case 'in place':
        return { how: 'found', attributes: {} };
      case 'not out yet':
        if (leaving !== undefined) await seeOut(service, leaving, { keepLastPhoneNumber: false });
        break;
      case 'elsewhere':
        throw new Failed(explain.elsewhere(association, place?.otherPool ?? 'another pool', failure));
      case 'fail':
        throw new Failed(explain.refused(association, failure));
      case 'again':
        await pacing.next(failure);
    }
  }
}
