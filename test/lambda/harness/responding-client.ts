import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { HttpResponse, type HttpHandler } from '@smithy/core/protocols';

/** A client of a service that responds with one body after the other, and then fails. */
export function respondingClient(...bodies: object[]) {
  const inputs: unknown[] = [];
  const signals: unknown[] = [];
  const requestHandler: HttpHandler = {
    handle: ({ body }: { body?: unknown }, options) => {
      inputs.push(body instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(body)) : body);
      signals.push(options?.abortSignal);
      const next = bodies.shift();
      if (next === undefined) return Promise.reject(new Error('unexpected call'));
      const statusCode = '__type' in next ? 400 : 200;
      return Promise.resolve({
        response: new HttpResponse({ statusCode, headers: {}, body: Buffer.from(JSON.stringify(next)) }),
      });
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  const options = { region: 'us-east-1', credentials, maxAttempts: 1, requestHandler };
  return { client: new PinpointSMSVoiceV2Client(options), inputs, signals };
}
