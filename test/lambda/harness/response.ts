/** The body of a response, as CloudFormation reads it. */
export interface Response {
  readonly Status: string;
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

export function parseResponse(body: string | undefined): Response {
  const response: unknown = JSON.parse(body ?? 'null');
  if (!isResponse(response))
    throw new Error(`got ${body ?? 'no response'}; expected the body of a response to CloudFormation`);
  return response;
}

function isResponse(value: unknown): value is Response {
  return typeof value === 'object' && value !== null && 'Status' in value && 'PhysicalResourceId' in value;
}
