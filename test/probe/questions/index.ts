import type { Question } from '../question';
import { changingPhoneNumber } from './changing-phone-number';
import { disassociateAbsent } from './disassociate-absent';
import { lastPhoneNumber } from './last-phone-number';
import { missingCountry } from './missing-country';
import { poolList } from './pool-list';
import { poolUpdate } from './pool-update';
import { rcsAgentCountry } from './rcs-agent-country';
import { readLag } from './read-lag';
import { replayedToken } from './replayed-token';
import { requestRate } from './request-rate';
import { samePoolAssociate } from './same-pool-associate';
import { tokenAfterAMinute } from './token-after-a-minute';
import { tokenWithOtherParameters } from './token-with-other-parameters';
import { wrongCountry } from './wrong-country';

/** In this order: a phone number may be unable to leave the pool once it is in, so its questions come late. */
export const questions: readonly Question[] = [
  samePoolAssociate,
  replayedToken,
  tokenWithOtherParameters,
  tokenAfterAMinute,
  disassociateAbsent,
  missingCountry,
  poolList,
  readLag,
  rcsAgentCountry,
  wrongCountry,
  changingPhoneNumber,
  lastPhoneNumber,
  requestRate,
  poolUpdate,
];
