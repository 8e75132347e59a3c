import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { answerBody, type Outcome } from './answer';
import { parseDeclaration } from './association';
import { budget, type Budget, type InvocationContext } from './budget';
import type { Clock } from './clock';
import { createAssociation } from './create';
import { deleteAssociation } from './delete';
import { deliver, type Put } from './deliver';
import type { Log } from './log';
import { failed } from './physical-resource-id';
import { failure } from './run';
import { parseRequest, type Request } from './request';
import { SmsVoice } from './sms-voice';
import { updateAssociation } from './update';

/** All that the handler needs of the world outside. */
export interface Surroundings {
  readonly clock: Clock;
  /** A client for one event, which is destroyed at the event's end. Its own retries are off. */
  client(): PinpointSMSVoiceV2Client;
  readonly put: Put;
  readonly log: Log;
}

export type Handler = (event: unknown, context?: InvocationContext) => Promise<void>;

/** An event becomes a typed request, the request an outcome, and the outcome one answer. */
export function createHandler(surroundings: Surroundings): Handler {
  return async (event, context) => {
    const request = parseRequest(event);
    const { clock, put } = surroundings;
    const log: Log = (entry) => {
      const { logicalResourceId, requestId } = request;
      const invocation = { awsRequestId: context?.awsRequestId, logStream: context?.logStreamName };
      surroundings.log({ ...entry, logicalResourceId, requestId, ...invocation });
    };
    const times = budget(clock, context, request.serviceTimeoutSeconds);
    log({ message: 'request', type: request.type, physicalResourceId: request.physicalResourceId });
    const outcome = await decide({ ...surroundings, log }, request, times);
    log({ message: 'outcome', ...outcome });
    await deliver({ clock, log, put, end: times.end }, request.responseUrl, answerBody(request, outcome));
  };
}

async function decide(surroundings: Surroundings, request: Request, times: Budget): Promise<Outcome> {
  const client = surroundings.client();
  const { clock, log } = surroundings;
  const service = new SmsVoice({ client, clock, log, subject: request, deadline: times.work });
  try {
    return await carryOut(request, service, times);
  } catch (error) {
    return failure(error, request.type === 'Create' ? failed(request.requestId) : request.physicalResourceId, log);
  } finally {
    client.destroy();
  }
}

async function carryOut(request: Request, service: SmsVoice, times: Budget): Promise<Outcome> {
  if (request.type === 'Delete') return deleteAssociation(request, service);
  const declaration = parseDeclaration(request.properties, request.home);
  const run = { request, declaration, service, budget: times };
  return request.type === 'Create' ? createAssociation(run) : updateAssociation(run);
}
