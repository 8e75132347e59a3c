/** The body of an answer, as CloudFormation reads it. */
export interface Answer {
  readonly Status: string;
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

export function parseAnswer(body: string | undefined): Answer {
  const answer: unknown = JSON.parse(body ?? 'null');
  if (!isAnswer(answer))
    throw new Error(`got ${body ?? 'no answer'}; expected the body of an answer to CloudFormation`);
  return answer;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'Status' in value && 'PhysicalResourceId' in value;
}
