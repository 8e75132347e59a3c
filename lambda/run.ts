import type { Outcome } from './answer';
import type { Declaration } from './association';
import type { Budget } from './budget';
import { Failed } from './failed';
import { InvalidProperty } from './invalid-property';
import type { Log } from './log';
import type { Request } from './request';
import type { SmsVoice } from './sms-voice';

/** One request on its way to its answer. */
export interface Run {
  readonly request: Request;
  readonly declaration: Declaration;
  readonly service: SmsVoice;
  readonly budget: Budget;
}

/** The FAILED answer to an error: one that was foreseen explains itself, any other is a defect of this function. */
export function failure(error: unknown, physicalResourceId: string, log: Log): Outcome {
  if (error instanceof Failed || error instanceof InvalidProperty)
    return { status: 'FAILED', reason: error.message, physicalResourceId };
  log({ message: 'defect', error: error instanceof Error ? error.stack : String(error) });
  const reason = `${String(error)}: a defect of the function; its log has the stack. Deploy again, and report it.`;
  return { status: 'FAILED', reason, physicalResourceId };
}
