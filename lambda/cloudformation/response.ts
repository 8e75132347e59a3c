import type { Attributes } from '../association/attributes';
import { RequestFailed } from '../util/errors';
import type { Log } from '../util/log';
import type { ResponseTarget } from './event';

/** The result of a request. */
export type Outcome = { readonly physicalResourceId: string } & (
  | { readonly status: 'SUCCESS'; readonly attributes?: Attributes }
  | { readonly status: 'FAILED'; readonly reason: string }
);

/** CloudFormation refuses a longer body, and then waits for another one until the resource times out. */
const MAX_BYTES = 4096;

/** The FAILED outcome for an error: a `RequestFailed` explains itself, any other error is a defect of this function. */
export function failedOutcome(error: unknown, physicalResourceId: string, log: Log): Outcome {
  if (error instanceof RequestFailed) return { status: 'FAILED', reason: error.message, physicalResourceId };
  log({ message: 'defect', error: error instanceof Error ? error.stack : String(error) });
  const reason = `${String(error)}: a defect of the function; its log has the stack trace. Deploy again, and report it.`;
  return { status: 'FAILED', reason, physicalResourceId };
}

/** The body of the response to a request, its reason cut until the whole fits. */
export function responseBody(target: ResponseTarget, outcome: Outcome): string {
  const body = (details: { readonly Reason: string } | { readonly Data: Attributes | undefined }): string =>
    JSON.stringify({
      Status: outcome.status,
      PhysicalResourceId: outcome.physicalResourceId,
      StackId: target.stackId,
      RequestId: target.requestId,
      LogicalResourceId: target.logicalResourceId,
      ...details,
    });
  return outcome.status === 'SUCCESS'
    ? body({ Data: outcome.attributes })
    : longestThatFits(outcome.reason, (reason) => body({ Reason: reason }));
}

function longestThatFits(reason: string, body: (reason: string) => string): string {
  const whole = body(reason);
  if (Buffer.byteLength(whole) <= MAX_BYTES) return whole;
  // By code points, since half of a surrogate pair is no text, and by the size of the JSON, since escapes lengthen it.
  const characters = Array.from(reason);
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (Buffer.byteLength(body(cut(characters, middle))) <= MAX_BYTES) fits = middle;
    else tooLong = middle;
  }
  return body(cut(characters, fits));
}

const cut = (characters: readonly string[], length: number): string => `${characters.slice(0, length).join('')}…`;
