import type { HttpRequest } from '@smithy/types';

/** Names the caller without a signature. The service does not verify signatures, and making one is most of a call's cost. */
export function nameOnly(accessKeyId: string): { sign(request: HttpRequest): Promise<HttpRequest> } {
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/sms-voice/aws4_request`;
  return { sign: (request) => Promise.resolve({ ...request, headers: { ...request.headers, authorization } }) };
}
