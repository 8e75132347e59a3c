import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AssociateOriginationIdentityCommand, PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';

interface CreateEvent {
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceProperties: {
    readonly PoolId: string;
    readonly OriginationIdentity: string;
    readonly IsoCountryCode: string;
  };
}

const client = new PinpointSMSVoiceV2Client();

/** What one writes by hand for the happy path: one call, one answer, nothing else. The benchmark's yardstick, no example. */
export async function handler({ ResponseURL, ResourceProperties, ...envelope }: CreateEvent): Promise<void> {
  const { PoolId, OriginationIdentity, IsoCountryCode } = ResourceProperties;
  await client.send(new AssociateOriginationIdentityCommand({ PoolId, OriginationIdentity, IsoCountryCode }));
  const { StackId, RequestId, LogicalResourceId } = envelope;
  const answer = { Status: 'SUCCESS', PhysicalResourceId: OriginationIdentity, StackId, RequestId, LogicalResourceId };
  await put(new URL(ResponseURL), JSON.stringify(answer));
}

function put(url: URL, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const { protocol, hostname, port, pathname, search } = url;
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const send = protocol === 'http:' ? httpRequest : httpsRequest;
    const call = send({ method: 'PUT', hostname, port, path: `${pathname}${search}`, headers });
    call.on('response', (response) => {
      response.resume().on('end', resolve);
    });
    call.on('error', reject);
    call.end(body);
  });
}
