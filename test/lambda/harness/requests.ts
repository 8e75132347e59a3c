import { parseResponseTarget, parseRequest, type Request } from '../../../lambda/cloudformation/event';
import type { StackResource, StackState } from '../../../lambda/stack/statuses';
import { createEvent, deleteEvent, type Event, LOGICAL_ID, owned, updateEvent } from './event';
import { NUMBER } from './declared';

export const TYPE = 'Custom::SMSVoiceOriginationIdentityAssociation';

/** When CloudFormation sent the requests, which its URL gives in whole seconds. */
export const SENT = { earliest: Date.UTC(2026, 0, 1), latest: Date.UTC(2026, 0, 1) + 999 };

/** A request of that type, as the handler has it, for the association of a number. */
export function requestOf(type: Request['type'], physicalId = owned(NUMBER), sent = true): Request {
  const events: Readonly<Record<Request['type'], Event>> = {
    Create: createEvent({}),
    Update: updateEvent(physicalId, {}, {}),
    Delete: deleteEvent(physicalId, {}),
  };
  const ResponseURL = `https://responses.example/1${sent ? '?X-Amz-Date=20260101T000000Z' : ''}`;
  const event = { ...events[type], ResponseURL };
  const target = parseResponseTarget(event, ['https:']);
  if (target === undefined) throw new Error(`${ResponseURL}: expected a URL to respond to`);
  return parseRequest(event, target, SENT.earliest);
}

/** A row of the stack: by default of the requests' own resource, with what it owns, since the requests were sent. */
export function row(status: string, changes: Partial<StackResource> = {}): StackResource {
  const own = { logicalResourceId: LOGICAL_ID, physicalResourceId: owned(NUMBER), resourceType: TYPE };
  return { ...own, status, updated: SENT.earliest + 500, ...changes };
}

export function stackState(status: string, ...resources: StackResource[]): StackState {
  return { status, parameters: new Map(), resources };
}
