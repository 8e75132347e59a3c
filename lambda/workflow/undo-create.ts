import type { Association } from '../association/association';
import { Retry } from '../sms-voice/retry';
import { disassociate, type OnLastPhoneNumber } from './disassociate';
import type { Run } from './run';
import { MAX_CANCELLED, waitForCancelled } from './waiters';

/**
 * Undoes what a Create or a replacement made that never responded, and leaves alone what is not its own.
 *
 * The service remembers the Create's token: success for an association that is in place means that this token made it,
 * and a conflict that another one did. The cancelled request may still be running, so one look is not enough.
 */
export async function undoCreate(
  run: Run,
  association: Association,
  onLastPhoneNumber: OnLastPhoneNumber,
): Promise<void> {
  for (;;) {
    const membership = await waitForCancelled(run, association);
    const isOwn = membership.where === 'here' && !(await isHeld(run, association)) && (await proves(run, association));
    const decision = isOwn ? 'the resource made it: take it out' : 'nothing to undo';
    run.context.log({ message: 'decision', decision, where: membership.where, status: membership.status });
    if (!isOwn || (await disassociate(run, association, onLastPhoneNumber)) === 'kept') return;
  }
}

async function isHeld({ register }: Run, { key }: Association): Promise<boolean> {
  const holder = await register.holderOf(key);
  return holder === 'made' || holder === 'adopted';
}

/**
 * Whether the Create's token proves that the resource made the association. A conflict without a telling reason may be
 * about the Create's own call, so it counts only after that can be in flight no longer.
 */
async function proves(run: Run, association: Association): Promise<boolean> {
  const goal = `to prove who made the association of ${association.identity.sent}`;
  const { clock } = run.context;
  const retry = new Retry(run.context, 'AssociateOriginationIdentity', goal);
  let conflictingSince: number | undefined;
  for (;;) {
    await run.confirmWanted();
    const result = await run.service.associate(association, 'resource', 0);
    if (result.ok) return true;
    const { error } = result;
    switch (error.kind) {
      case 'throttled':
      case 'denied':
      case 'unknown outcome':
        break;
      case 'conflict':
        conflictingSince ??= clock.now();
        if (error.reason !== undefined && error.reason !== 'RESOURCE_NOT_ACTIVE') return false;
        if (clock.now() - conflictingSince >= MAX_CANCELLED) return false;
        break;
      default:
        return false;
    }
    await retry.wait(error);
  }
}
