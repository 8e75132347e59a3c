import type { Settings } from '../sms-voice';

/** The service's undocumented behaviour: every history runs under each combination. */
const CHOICES = {
  replayedToken: ['remembered', 'executed'],
  associateAgain: ['conflict', 'success'],
  disassociateAbsent: ['conflict', 'not-found', 'by-kind'],
  statusDelayMilliseconds: [0, 3_000],
} as const;

export const COMBINATIONS: readonly Partial<Settings>[] = CHOICES.replayedToken.flatMap((replayedToken) =>
  CHOICES.associateAgain.flatMap((associateAgain) =>
    CHOICES.disassociateAbsent.flatMap((disassociateAbsent) =>
      CHOICES.statusDelayMilliseconds.map((statusDelayMilliseconds) => ({
        replayedToken,
        associateAgain,
        disassociateAbsent,
        statusDelayMilliseconds,
      })),
    ),
  ),
);
