import type { Declaration } from '../association/association';
import type { Request } from '../cloudformation/event';
import type { SmsVoice } from '../sms-voice/sms-voice';
import type { StackRecord } from '../stack/stack-record';
import type { Context } from '../util/context';
import type { Deadlines } from '../util/deadlines';

/** The context of one request: what it asks for, and what it is carried out with. */
export interface RequestContext extends Context {
  readonly request: Request;
  readonly declaration: Declaration;
  readonly deadlines: Deadlines;
  readonly service: SmsVoice;
  readonly stack: StackRecord;
  /**
   * Called before each change.
   *
   * @throws Unwanted if CloudFormation no longer waits for the request
   */
  readonly confirmWanted: () => Promise<void>;
}

/** For the part of an Update that may have to be undone. */
export function forwardContext(context: RequestContext): RequestContext {
  return { ...context, deadline: context.deadlines.forward };
}
