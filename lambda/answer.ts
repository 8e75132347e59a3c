import type { Association } from './association';
import type { Envelope } from './envelope';

/** The attributes of the resource. */
export interface AnswerData {
  readonly PoolId: string;
  readonly PoolArn: string;
  readonly OriginationIdentity: string;
  readonly OriginationIdentityArn: string;
  /** Empty when there is none. */
  readonly IsoCountryCode: string;
}

/** What became of a request. */
export type Outcome = { readonly physicalResourceId: string } & (
  { readonly status: 'SUCCESS'; readonly data?: AnswerData } | { readonly status: 'FAILED'; readonly reason: string }
);

/** CloudFormation refuses a longer body, and would wait for another one until the resource times out. */
const MAX_BYTES = 4096;

/** The body of the one answer to a request, its reason cut until the whole fits. */
export function answerBody(envelope: Envelope, outcome: Outcome): string {
  const body = (said: { readonly Reason: string } | { readonly Data: AnswerData | undefined }): string =>
    JSON.stringify({
      Status: outcome.status,
      PhysicalResourceId: outcome.physicalResourceId,
      StackId: envelope.stackId,
      RequestId: envelope.requestId,
      LogicalResourceId: envelope.logicalResourceId,
      ...said,
    });
  return outcome.status === 'SUCCESS'
    ? body({ Data: outcome.data })
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

/** The service's own words for the attributes, completed from the declaration. */
export function answerData(association: Association, said: Partial<AnswerData>): AnswerData {
  return {
    PoolId: association.pool.id,
    PoolArn: association.pool.arn,
    OriginationIdentity: association.identity.id,
    OriginationIdentityArn: association.identity.arn,
    IsoCountryCode: association.identity.isoCountryCode ?? '',
    ...said,
  };
}
