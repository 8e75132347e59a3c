import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import {
  AssociateOriginationIdentityCommand,
  DisassociateOriginationIdentityCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';

/** As the Provider framework hands it on. */
interface Event {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceProperties: {
    readonly PoolId: string;
    readonly OriginationIdentity: string;
    readonly IsoCountryCode: string;
  };
}

// What one writes by hand for the happy path, with the retries of the SDK. The benchmark's yardstick, no example.

const client = new PinpointSMSVoiceV2Client();

/** For the Provider framework, which answers. */
export async function onEvent({ RequestType, ResourceProperties }: Event): Promise<{ PhysicalResourceId: string }> {
  const { PoolId, OriginationIdentity, IsoCountryCode } = ResourceProperties;
  const input = { PoolId, OriginationIdentity, IsoCountryCode };
  if (RequestType === 'Create') await client.send(new AssociateOriginationIdentityCommand(input));
  if (RequestType === 'Delete') await client.send(new DisassociateOriginationIdentityCommand(input));
  return { PhysicalResourceId: OriginationIdentity };
}

/** For CloudFormation. */
export async function handler(event: Event & { readonly ResponseURL: string }): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const result = await onEvent(event).then(
    ({ PhysicalResourceId }) => ({ Status: 'SUCCESS', PhysicalResourceId }),
    (error: unknown) => ({ Status: 'FAILED', Reason: String(error), PhysicalResourceId: RequestId }),
  );
  await put(new URL(event.ResponseURL), JSON.stringify({ ...result, StackId, RequestId, LogicalResourceId }));
}

function put({ protocol, hostname, port, pathname, search }: URL, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
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
