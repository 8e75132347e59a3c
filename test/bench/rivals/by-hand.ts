import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import {
  AssociateOriginationIdentityCommand,
  DisassociateOriginationIdentityCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';

/** The event, as the Provider framework passes it on. */
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

// The least that works, with the retries of the SDK: for comparison in the benchmark, not an example to follow.

const client = new PinpointSMSVoiceV2Client();

/** For the Provider framework, which submits the response. */
export async function onEvent({ RequestType, ResourceProperties }: Event): Promise<{ PhysicalResourceId: string }> {
  const { PoolId, OriginationIdentity, IsoCountryCode } = ResourceProperties;
  const input = { PoolId, OriginationIdentity, IsoCountryCode };
  if (RequestType === 'Create') await client.send(new AssociateOriginationIdentityCommand(input));
  if (RequestType === 'Delete') await client.send(new DisassociateOriginationIdentityCommand(input));
  return { PhysicalResourceId: OriginationIdentity };
}

/** For CloudFormation: submits the response itself. */
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
