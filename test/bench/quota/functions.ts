import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { HttpHandler } from '@smithy/core/protocols';
import { createHandler } from '../../../lambda/handler';
import type { Log } from '../../../lambda/util/log';
import {
  apiRequestHandler,
  type CloudFormationApi,
  type HandlerFactory,
  type InProcessResponses,
} from '../../cloudformation';
import { inProcessClient, requestHandler, type SmsVoice } from '../../sms-voice';
import type { VirtualClock } from '../../virtual-clock';
import { NETWORK_DELAY } from './conditions';

interface Surroundings {
  readonly clock: VirtualClock;
  readonly service: SmsVoice;
  readonly responses: InProcessResponses;
  readonly stacks: () => CloudFormationApi;
  readonly log: Log;
}

/** The handler as a function for each event, with clients of its own and a network that takes virtual time. */
export function inProcessFunctions({ clock, service, responses, stacks, log }: Surroundings): HandlerFactory {
  return (fn, lifetime) => {
    const client = inProcessClient(fn);
    const smsVoice = delayed(requestHandler(service), clock);
    const cloudFormation = delayed(apiRequestHandler(stacks()), clock);
    return createHandler({
      clock: lifetime.clock(clock),
      smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: smsVoice }),
      cloudFormation: () => new CloudFormationClient({ ...client, requestHandler: cloudFormation }),
      put: (url, body) => responses.put(url, body),
      responseProtocols: () => ['https:', 'http:'],
      log,
      writeLine: () => undefined,
    });
  };
}

function delayed(wire: HttpHandler, clock: VirtualClock): HttpHandler {
  const { min, max } = NETWORK_DELAY;
  const delay = (): Promise<void> => clock.sleep(min + Math.random() * (max - min));
  return {
    ...wire,
    handle: async (request, options) => {
      await delay();
      const response = await wire.handle(request, options);
      await delay();
      return response;
    },
  };
}
