import type { Declaration } from '../association/association';
import type { Request } from '../cloudformation/event';
import type { SmsVoice } from '../sms-voice/sms-voice';
import type { StackRecord } from '../stack/stack-record';
import type { Context } from '../util/context';
import type { Deadlines } from '../util/deadlines';

/** What a change of an association needs, in a deployment or between deployments. */
export interface ChangeContext extends Context {
  readonly declaration: Pick<Declaration, 'deferPending'>;
  readonly service: SmsVoice;
  /**
   * Called before each change.
   *
   * @throws RequestFailed if it is not wanted any more
   */
  readonly confirmWanted: () => Promise<void>;
}

/** The context of one request: what it asks for, and what it is carried out with. */
export interface RequestContext extends ChangeContext {
  readonly request: Request;
  readonly declaration: Declaration;
  readonly deadlines: Deadlines;
  readonly stack: StackRecord;
}

/** For the part of an Update that may have to be undone. */
export function forwardContext(context: RequestContext): RequestContext {
  return { ...context, deadline: context.deadlines.forward };
}
