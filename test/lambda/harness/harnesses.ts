import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { HttpHandler } from '@smithy/core/protocols';
import { createHandler } from '../../../lambda/handler';
import { isJsonObject } from '../../../lambda/util/json-object';
import { realClock } from '../../clock';
import { apiRequestHandler, serveApi } from '../../cloudformation/api';
import { NOTHING_TO_LOOK_UP, requestHandler, serve, type Settings, SmsVoice } from '../../sms-voice';
import { VirtualClock } from '../../virtual-clock';
import { loadBundle, SECRET_ACCESS_KEY } from './bundle';
import { ACCOUNT } from './event';
import { Harness } from './harness';
import { ResponseInbox, serveInbox } from './response-inbox';

function parseLine(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line);
  return isJsonObject(value) ? { ...value } : {};
}

/**
 * In one process, on virtual time, with the real SDK clients: fifteen minutes of waiting take a moment.
 *
 * @param wire responds in the service's place
 * @param stackWire responds in CloudFormation's place
 */
export function virtualHarness(settings: Partial<Settings> = {}, wire?: HttpHandler, stackWire?: HttpHandler): Harness {
  const clock = new VirtualClock();
  const service = new SmsVoice({ clock, accountId: ACCOUNT, settings });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET_ACCESS_KEY };
  const client = { ...NOTHING_TO_LOOK_UP, region: 'us-east-1', credentials };
  return new Harness(service, clock, {
    handler: ({ inbox, lines, metrics, stacks }) =>
      createHandler({
        clock,
        smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: wire ?? requestHandler(service) }),
        cloudFormation: () =>
          new CloudFormationClient({ ...client, requestHandler: stackWire ?? apiRequestHandler(stacks.api) }),
        put: inbox.put,
        responseProtocols: () => ['https:'],
        log: (entry) => lines.push(JSON.stringify(entry)),
        writeLine: (line) => metrics.push(parseLine(line)),
      }),
    responseUrl: `https://responses.example${ResponseInbox.path}`,
    run: (work) => clock.run(work),
    milliseconds: 900_000,
    close: () => Promise.resolve(),
  });
}

/** The shipped bundle, over HTTP on loopback to the service, the stacks and the response URL, in real time. */
export async function bundleHarness(settings: Partial<Settings> = {}): Promise<Harness> {
  const service = new SmsVoice({ accountId: ACCOUNT, settings });
  const served = await serve(service);
  const responses = await serveInbox(() => harness.inbox);
  const harness: Harness = new Harness(service, realClock, {
    handler: ({ lines, metrics }) => bundle.logging(lines, (line) => metrics.push(parseLine(line))),
    responseUrl: `${responses.endpoint}${ResponseInbox.path}`,
    run: (work) => work(),
    milliseconds: 12_000,
    close: async () => {
      bundle.restore();
      await Promise.all([served.close(), responses.close(), stacks.close()]);
    },
  });
  const stacks = await serveApi(harness.stacks.api);
  const bundle = loadBundle({ smsVoice: served.endpoint, cloudFormation: stacks.endpoint });
  return harness;
}

/** Both, for `describe.each`. */
export const harnesses: readonly (readonly [name: string, make: () => Harness | Promise<Harness>])[] = [
  ['in process, on virtual time', virtualHarness],
  ['the bundle, over the wire', bundleHarness],
];
