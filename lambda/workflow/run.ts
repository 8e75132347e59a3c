import type { Declaration } from '../association/association';
import type { Request } from '../cloudformation/event';
import type { Register } from '../register/register';
import type { SmsVoice } from '../sms-voice/sms-voice';
import type { Context } from '../util/context';
import type { Deadlines } from '../util/deadlines';

/** One request on its way to its outcome. */
export interface Run {
  readonly request: Request;
  readonly declaration: Declaration;
  readonly context: Context;
  readonly deadlines: Deadlines;
  readonly service: SmsVoice;
  readonly register: Register;
  /**
   * Called before each change.
   *
   * @throws RequestFailed if CloudFormation no longer waits for the request
   */
  readonly confirmWanted: () => Promise<void>;
}

/** The same run with another deadline. */
export function withDeadline(run: Run, deadline: number): Run {
  const context = { ...run.context, deadline };
  return { ...run, context, service: run.service.within(context) };
}
