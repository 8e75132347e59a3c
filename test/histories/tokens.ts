import type { CustomResourceEvent } from '../cloudformation';
import { associationAsked } from './model';
import type { Run, SentCall } from './product';

/**
 * The ClientToken of the Associate of a Create, and of a replacement, is the same in every deployment, retry and duplicate.
 * Any other change has one that belongs to its event, the same in every delivery of that. A request that was answered with
 * success is not sent again in the same run, unless the opposite change was made in between.
 */
export class TokenRule {
  /** What each token was sent for: stack, function, resource, operation and parameters. */
  private readonly purposes = new Map<string, string>();
  /** The first token that a Create or replacement sent for a purpose. */
  private readonly stable = new Map<string, string>();
  /** The event that any other token belongs to. */
  private readonly events = new Map<string, string>();
  /** The first token of each event for a purpose. */
  private readonly first = new Map<string, string>();
  private readonly begun = new WeakMap<Run, Set<string>>();
  /** The token of the last success of each run, by parameters. */
  private readonly succeeded = new WeakMap<Run, Map<string, string>>();

  /** @param isRollback whether the event rolls an update back, which puts back and makes nothing new */
  *check({ operation, input, event, run, call }: SentCall, isRollback: boolean): Generator<string> {
    const { ClientToken: token, ...parameters } = input;
    if (!/^(Dis)?[aA]ssociate/.test(operation)) return;
    if (typeof token !== 'string' || !/^[!-~]{1,64}$/.test(token)) {
      yield `${operation} was sent with the ClientToken ${JSON.stringify(token)}`;
      return;
    }
    const purpose = JSON.stringify([event.StackId, event.ServiceToken, event.LogicalResourceId, operation, parameters]);
    const known = remembered(this.purposes, token, purpose);
    if (known !== purpose) yield `the ClientToken ${token} was sent for ${known} and for ${purpose}`;
    const isFirst = added(this.begun, run, purpose);
    if (isFirst) {
      const first = remembered(this.first, `${event.ResponseURL} ${purpose}`, token);
      if (first !== token) yield `${purpose} began with the ClientToken ${token}, in another delivery with ${first}`;
    }
    if (isFirst && operation.startsWith('Associate') && isStable(event) && !isRollback) {
      const first = remembered(this.stable, purpose, token);
      if (first !== token) yield `${purpose} began with the ClientToken ${token}, in an earlier event with ${first}`;
    } else if (this.stable.get(purpose) !== token) {
      const owner = remembered(this.events, token, event.ResponseURL);
      if (owner !== event.ResponseURL) yield `the ClientToken ${token} of ${purpose} was sent for two events`;
    }
    const succeeded = this.succeeded.get(run) ?? new Map<string, string>();
    this.succeeded.set(run, succeeded);
    const target = JSON.stringify(parameters);
    if (succeeded.get(target) === token)
      yield `${purpose} was sent again with the ClientToken ${token}, after it succeeded`;
    if (call?.outcome === 'success') succeeded.set(target, token);
  }
}

/** Whether the token of the event's first Associate is the resource's own, by which its work can be proved. */
function isStable(event: CustomResourceEvent): boolean {
  const { RequestType, PhysicalResourceId = '', OldResourceProperties } = event;
  switch (RequestType) {
    case 'Create':
      return true;
    case 'Update':
      return isReplacement(event);
    case 'Delete':
      return OldResourceProperties === undefined && PhysicalResourceId.includes(`-${event.LogicalResourceId}-`);
  }
}

/** Whether the Update is about another association than the one that the physical id names. */
function isReplacement(event: CustomResourceEvent): boolean {
  const { PhysicalResourceId = '', ResourceProperties } = event;
  const id = String(ResourceProperties.OriginationIdentity).replace(/^arn:.*?\//, '');
  const isSingle = /^(phone|rcs)-/.test(id);
  if (isSingle) return !PhysicalResourceId.endsWith(id);
  const pool = String(ResourceProperties.PoolId).replace(/^arn:.*?\//, '');
  return !PhysicalResourceId.endsWith(`${pool}/${senderOf(associationAsked({ event }))}`);
}

/** `ALERTS/GB` in `ALERTS/GB in pool A`. */
const senderOf = (association: string): string => association.replace(/ in .*$/, '');

/** The value that the map has for the key, or else the given one from now on. */
function remembered<Key>(map: Map<Key, string>, key: Key, value: string): string {
  const known = map.get(key) ?? value;
  map.set(key, known);
  return known;
}

/** Adds to the set of a run; false if it was there. */
function added(sets: WeakMap<Run, Set<string>>, run: Run, value: string): boolean {
  const set = sets.get(run) ?? new Set();
  sets.set(run, set);
  if (set.has(value)) return false;
  set.add(value);
  return true;
}
