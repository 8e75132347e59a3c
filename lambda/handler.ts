import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { answerBody, type Outcome } from './answer';
import { parseDeclaration } from './association';
import { budget, type Budget, type InvocationContext } from './budget';
import type { Clock } from './clock';
import { createAssociation } from './create';
import { deleteAssociation } from './delete';
import { deliver, type Put } from './deliver';
import { type Envelope, parseEnvelope } from './envelope';
import { type Fields, isFields } from './fields';
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
    const fields = isFields(event) ? event : {};
    const envelope = parseEnvelope(fields);
    if (envelope === undefined) {
      // Without a throw: Lambda would deliver the event again, and it would have nowhere to go then either.
      const error = 'ResponseURL: got no http(s) URL; expected the event of a CloudFormation custom resource';
      surroundings.log({ message: 'nowhere to answer', error, awsRequestId: context?.awsRequestId });
      return;
    }
    const { clock, put } = surroundings;
    const { logicalResourceId, requestId } = envelope;
    const invocation = { awsRequestId: context?.awsRequestId, logStream: context?.logStreamName };
    const log: Log = (entry) => {
      surroundings.log({ ...entry, logicalResourceId, requestId, ...invocation });
    };
    const times = budget(clock, context, envelope.serviceTimeoutSeconds);
    log({ message: 'request', type: fields.RequestType, physicalResourceId: envelope.physicalResourceId });
    const outcome = await decide({ ...surroundings, log }, fields, envelope, times);
    log({ message: 'outcome', ...outcome });
    await deliver({ clock, log, put, end: times.end }, envelope.responseUrl, answerBody(envelope, outcome));
  };
}

async function decide(surroundings: Surroundings, event: Fields, envelope: Envelope, times: Budget): Promise<Outcome> {
  const { clock, log } = surroundings;
  const client = surroundings.client();
  try {
    const service = new SmsVoice({ client, clock, log, subject: envelope, deadline: times.work });
    return await carryOut(parseRequest(event, envelope), service, times);
  } catch (error) {
    const nothingMade = envelope.physicalResourceId === '';
    return failure(error, nothingMade ? failed(envelope.requestId) : envelope.physicalResourceId, log);
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
