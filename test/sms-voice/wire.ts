import type { Response } from './call';
import type { SmsVoice } from './sms-voice';

/** An HTTP request, from a socket or in process. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

const target = /^PinpointSMSVoiceV2\.(\w+)$/;
const credential = /^AWS4-HMAC-SHA256 .*Credential=([^/,\s]+)\/[^/,\s]+\/[^/,\s]+\/sms-voice\/aws4_request/;

/** AWS JSON 1.0: a header names the operation, the credential of the signature the caller. Signatures are not verified. */
export async function receive(service: SmsVoice, request: WireRequest): Promise<Response | 'dropped'> {
  const authorization = request.headers.authorization;
  if (authorization === undefined) {
    return refuse('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const accessKeyId = credential.exec(authorization)?.[1];
  if (accessKeyId === undefined) {
    return refuse('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  const operation = target.exec(request.headers['x-amz-target'] ?? '')?.[1];
  if (request.method !== 'POST' || request.path !== '/' || operation === undefined) {
    return refuse('UnknownOperationException', 'Expected POST / with X-Amz-Target: PinpointSMSVoiceV2.<Operation>.');
  }
  return await service.handle({ operation, body: request.body, accessKeyId, signal: request.signal });
}

function refuse(name: string, message: string): Response {
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: name, message }),
  };
}
