import { type Declaration, parseDeclaration } from './association/association';
import { failedId } from './association/physical-resource-id';
import { parseRequest, parseResponseTarget, type Request, type ResponseTarget } from './cloudformation/event';
import { failedOutcome, type Outcome, responseBody } from './cloudformation/response';
import { type Put, submitResponse } from './cloudformation/submit-response';
import { type CheckDependencies, detectDrift } from './drift-detection/check';
import { SmsVoice } from './sms-voice/sms-voice';
import { StackRecord } from './stack/stack-record';
import { type Deadlines, deadlines, type InvocationContext } from './util/deadlines';
import { isJsonObject, type JsonObject } from './util/json-object';
import type { Log } from './util/log';
import { createAssociation } from './workflow/create';
import { deleteAssociation, deletedDeclaration } from './workflow/delete';
import { deferredOutcome } from './workflow/found-in-place';
import type { RequestContext } from './workflow/request-context';
import { updateAssociation } from './workflow/update';

/** What the handler uses of the outside world. */
export interface Dependencies extends CheckDependencies {
  readonly put: Put;
  /** Those that a ResponseURL may have, such as `https:`. */
  responseProtocols(): readonly string[];
}

/** Resolves with the result of a check for drift, or with nothing when the response is submitted. */
export type Handler = (event: unknown, context?: InvocationContext) => Promise<unknown>;

/** The event of a schedule becomes a check; any other a request, the request an outcome, and the outcome one response. */
export function createHandler(dependencies: Dependencies): Handler {
  return async (event, invocation) => {
    const fields = isJsonObject(event) ? event : {};
    if ('DriftDetection' in fields) return detectDrift(dependencies, fields.DriftDetection, invocation);
    const protocols = dependencies.responseProtocols();
    const target = parseResponseTarget(fields, protocols);
    if (target === undefined) {
      // Not thrown: Lambda would deliver the event again, and the next delivery could not respond either.
      const error = `ResponseURL: got no ${protocols.join(' or ')} URL; expected the event of a CloudFormation custom resource`;
      dependencies.log({ message: 'no response possible', error, awsRequestId: invocation?.awsRequestId });
      return undefined;
    }
    const { clock, put } = dependencies;
    const { logicalResourceId, requestId, physicalResourceId } = target;
    const ids = {
      logicalResourceId,
      requestId,
      awsRequestId: invocation?.awsRequestId,
      logStream: invocation?.logStreamName,
    };
    const log: Log = (entry) => {
      dependencies.log({ ...entry, ...ids });
    };
    const times = deadlines(clock, invocation, target.serviceTimeoutSeconds);
    log({ message: 'request', type: fields.RequestType, physicalResourceId });
    const outcome = await work({ ...dependencies, log }, fields, target, times);
    log({ message: 'outcome', ...outcome });
    const context = { clock, log, deadline: times.response };
    return submitResponse(context, put, target.responseUrl, responseBody(target, outcome));
  };
}

async function work(
  dependencies: Dependencies,
  event: JsonObject,
  target: ResponseTarget,
  times: Deadlines,
): Promise<Outcome> {
  const { clock, log } = dependencies;
  const context = { clock, log, deadline: times.work, deadlines: times };
  const client = dependencies.smsVoice();
  // CloudFormation accepts no response without an id.
  const physicalResourceId = target.physicalResourceId === '' ? failedId(target.requestId) : target.physicalResourceId;
  try {
    const request = parseRequest(event, target, clock.date());
    const declaration = declarationOf(request);
    if (declaration === undefined) return { status: 'SUCCESS', physicalResourceId };
    const stack = new StackRecord(() => dependencies.cloudFormation(), context, request);
    const service = new SmsVoice(client, request);
    const confirmWanted = (): Promise<void> => stack.confirmWanted();
    const whole = { ...context, request, declaration, service, stack, confirmWanted };
    const outcome = await carryOut(whole).catch((error: unknown) => deferredOutcome(whole, error));
    return outcome.physicalResourceId === '' ? { ...outcome, physicalResourceId } : outcome;
  } catch (error) {
    return failedOutcome(error, physicalResourceId, log);
  } finally {
    client.destroy();
  }
}

/** Undefined for a Delete that has nothing to take out. */
function declarationOf(request: Request): Declaration | undefined {
  if (request.type === 'Delete') return deletedDeclaration(request);
  return parseDeclaration(request.properties, request.environment);
}

function carryOut(context: RequestContext): Promise<Outcome> {
  switch (context.request.type) {
    case 'Create':
      return createAssociation(context);
    case 'Update':
      return updateAssociation(context);
    case 'Delete':
      return deleteAssociation(context);
  }
}
