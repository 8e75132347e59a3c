import type { Association } from '../association/association';
import { CallFailed } from '../sms-voice/call';
import { disassociate, type OnLastPhoneNumber } from './disassociate';
import { isProvenByToken } from './proof';
import type { RequestContext } from './request-context';
import { waitForCancelled } from './waiters';

/**
 * Undoes what a Create or a replacement made that never responded, and leaves alone what is not its own.
 *
 * The cancelled request may still be running, so this waits until it can have no effect any more. It undoes once: after its
 * own Disassociate, the token of the Create proves nothing, and an association that shows again may be somebody else's.
 */
export async function undoCreate(
  context: RequestContext,
  association: Association,
  onLastPhoneNumber: OnLastPhoneNumber,
): Promise<void> {
  try {
    if (await isOwn(context, association)) await disassociate(context, association, onLastPhoneNumber);
  } catch (error) {
    // A Create needs the same permissions, so without them it made nothing.
    if (!(error instanceof CallFailed && error.kind === 'denied')) throw error;
    context.log({
      message: 'warning',
      warning: `nothing is undone, since nothing can have been made: ${error.message}`,
    });
  }
}

async function isOwn(context: RequestContext, association: Association): Promise<boolean> {
  // A Create lists the pool before its first change: without this permission it made nothing.
  await context.service.lists(context, association);
  const { where, status } = await waitForCancelled(context, association);
  const isOwn =
    where === 'here' && !(await hasOwner(context, association)) && (await isProvenByToken(context, association));
  const decision = isOwn ? 'the resource made it: take it out' : 'nothing to undo';
  context.log({ message: 'decision', decision, where, status });
  return isOwn;
}

async function hasOwner({ stack }: RequestContext, association: Association): Promise<boolean> {
  const owner = await stack.ownerOf(association);
  return owner !== 'none' && owner !== 'unknown';
}
