import type { Declaration } from './association';
import { Pacing } from './pacing';
import { remove } from './remove';
import type { SmsVoice } from './sms-voice';
import { PATIENCE, untilAnywhere } from './watch';

/**
 * CloudFormation sends the Delete of a cancelled Create while that Create may still be running. So long it watches
 * for what the Create has yet to make: longer than a Create takes to replace a token that had no effect.
 */
export const LINGER = PATIENCE * 1.5;
const CONFLICTS = 3;

/**
 * Undoes what a Create may have made that never answered, and leaves alone what is somebody else's.
 *
 * The service remembers the Create's token: success for an association that is in place already means that this
 * token made it, and a conflict that another one did.
 */
export async function disown(service: SmsVoice, declaration: Declaration): Promise<void> {
  for (;;) {
    const place = await untilAnywhere(service, declaration, LINGER);
    const own = place.where === 'here' && (await isOwn(service, declaration));
    service.log({ message: 'decision', decision: own ? "the Create's own: taken out" : 'nothing to undo', place });
    if (!own || (await remove(service, declaration, declaration)) === 'kept') return;
  }
}

async function isOwn(service: SmsVoice, declaration: Declaration): Promise<boolean> {
  const goal = `to prove who owns ${declaration.identity.sent}`;
  const pacing = await Pacing.start(service, 'AssociateOriginationIdentity', goal);
  for (let conflicts = 0; ;) {
    const answer = await service.associate(declaration, 0);
    if (answer.ok) return true;
    switch (answer.failure.kind) {
      case 'throttled':
      case 'denied':
      case 'unknown outcome':
        break;
      case 'conflict':
        // A number that another request is changing at this moment is a conflict too.
        conflicts += 1;
        if (answer.failure.reason !== undefined && answer.failure.reason !== 'RESOURCE_NOT_ACTIVE') return false;
        if (conflicts === CONFLICTS) return false;
        break;
      default:
        return false;
    }
    await pacing.next(answer.failure);
  }
}
