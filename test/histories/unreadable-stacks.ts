import type { CustomResourceRequest } from '../cloudformation';
import { logicalIdOf } from './app';
import type { StackApiTrouble } from './history';
import { associationOf, type Facts } from './model';

// What no handler can know where its stack can't be read, or shows another request of the same second.

/** How long a Create or Update, which waits less than a Delete, tries to read its stack. */
const MAX_WAIT = 5_000;

/** Whether the stack can't be read for longer than a function tries to. */
function isUnreadable({ settings = {}, fault }: StackApiTrouble): boolean {
  const { outage, denied = false, slowMilliseconds = 0, lagMilliseconds = 0, requestsPerSecond } = settings;
  if (outage !== undefined || denied || requestsPerSecond !== undefined) return true;
  // A reading is two calls, and a page more for each hundred resources.
  if (slowMilliseconds * 2 >= MAX_WAIT || lagMilliseconds >= MAX_WAIT) return true;
  return fault !== undefined && (fault.kind === 'denied' || fault.milliseconds >= MAX_WAIT);
}

/**
 * A request of a resource is superseded within the second in which it was sent. The times in an event have seconds, so each of
 * the two can take the row of the other for its own: a rollback itself for a step forward, or the other way round.
 */
function isMistakenForEarlier({ requests }: Facts): boolean {
  const second = ({ sentAt }: CustomResourceRequest): number => Math.floor(sentAt / 1_000);
  return requests.some((request, index) =>
    requests
      .slice(index + 1)
      .some(
        (later) =>
          later.event.LogicalResourceId === request.event.LogicalResourceId && second(later) === second(request),
      ),
  );
}

/**
 * The stack can't be read, and something happens that only it tells: a request is cancelled or rolled back, an event is
 * delivered twice or late, one resource of the stack takes an association over from another one, or what was adopted is to
 * be removed.
 */
export function isWithoutStackApi(facts: Facts): boolean {
  if (isMistakenForEarlier(facts)) return true;
  const { step, requests, runs, old, wanted, result } = facts;
  const { stackApi, delay = 0, duplicates = [] } = step.trouble ?? {};
  if (stackApi === undefined || !isUnreadable(stackApi)) return false;
  const isSmooth =
    requests.every(({ outcome }) => outcome === 'SUCCESS') && runs.every(({ outcome }) => outcome === 'done');
  const isForward = /^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(result.status);
  const isPrompt = delay === 0 && duplicates.length === 0;
  const takesOver = wanted.some((declaration) =>
    old.some(
      (other) =>
        other.identity === declaration.identity &&
        (associationOf(other) === associationOf(declaration) || logicalIdOf(other) !== logicalIdOf(declaration)),
    ),
  );
  const isAdopted = requests.some(({ event }) => event.PhysicalResourceId?.startsWith('adopted:') === true);
  return !isSmooth || !isForward || !isPrompt || takesOver || isAdopted;
}

/** A replacement that finds its association in place adopts it where the stack can't be read, since it may be a rollback. */
export function isAdoptedUnread({ step }: Facts, { event, responses }: CustomResourceRequest): boolean {
  const { stackApi } = step.trouble ?? {};
  if (event.RequestType !== 'Update' || stackApi === undefined || !isUnreadable(stackApi)) return false;
  return responses.some(({ body, ignored }) => ignored === undefined && body.includes('"adopted:'));
}
