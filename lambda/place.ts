import type { AnswerData } from './answer';
import { type Pool, poolIdOf } from './pool';

/** Where a read shows an origination identity, seen from the pool that it is declared in. */
export interface Place {
  /** `gone`: the identity, or the pool that was asked for it, does not exist (any more). */
  readonly where: 'here' | 'elsewhere' | 'nowhere' | 'gone';
  /** The other pool, where it is elsewhere. */
  readonly otherPool?: string;
  /** Only phone numbers have one: a change of pool goes through ASSOCIATING or DISASSOCIATING. */
  readonly status?: string | undefined;
  /** What the read says of the association, for the attributes of the resource. */
  readonly attributes: Partial<AnswerData>;
}

/** In use: a phone number carries messages, and accepts the next change, when it is ACTIVE. */
export const isActive = ({ status }: Place): boolean => status === undefined || status === 'ACTIVE';

/** In that pool, which is another one than the place is seen from. */
export const isInPool = ({ where, otherPool = '' }: Place, { id }: Pool): boolean =>
  where === 'elsewhere' && poolIdOf(otherPool) === id;

export const isChanging = ({ status }: Place): boolean => status === 'ASSOCIATING' || status === 'DISASSOCIATING';
