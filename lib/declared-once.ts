import { Stack, Token } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { IConstruct } from 'constructs';
import { type AssociationEnds, associationName, identityName, poolName } from './association-ends';
import { byPath, canonicalName } from './canonical-name';
import { differ, parseArn } from './sms-voice-arn';

const declarations = new WeakMap<IConstruct, AssociationEnds>();
const checkedStacks = new WeakSet<Stack>();

/**
 * Has the synthesis fail if the app says something else about the same association or identity.
 *
 * The whole app is looked at when it is complete, once for each stack with associations.
 */
export function declareOnce(ends: AssociationEnds): void {
  declarations.set(ends.association, ends);
  const stack = Stack.of(ends.association);
  if (checkedStacks.has(stack)) return;
  checkedStacks.add(stack);
  stack.node.addValidation({ validate: () => contradictions(stack) });
}

function contradictions(stack: Stack): string[] {
  const constructs = stack.node.root.node.findAll();
  const all = constructs.flatMap((construct) => declarations.get(construct) ?? []);
  const namesakes = grouped(all, (ends) => associationName(ends, byPath));
  const listings = grouped(constructs.filter((construct) => CfnPool.isCfnPool(construct)).flatMap(listingsOf), nameOf);
  return all
    .filter(({ association }) => Stack.of(association) === stack)
    .flatMap((ends) => {
      const same = namesakes.get(associationName(ends, byPath)) ?? [];
      const listed = listings.get(canonicalName(ends.association, ends.identity, byPath).text) ?? [];
      const owners = new Set(listed.filter((listing) => owns(listing, ends)).map(({ pool }) => pool));
      return [
        ...same.slice(0, same.indexOf(ends)).flatMap((earlier) => contradiction(ends, earlier) ?? []),
        ...[...owners].map((pool) => listedMessage(ends, pool)),
      ];
    });
}

/** By name, so that a stack of hundreds is not compared each with each. */
function grouped<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

/** What is wrong with two declarations that have one name. */
function contradiction(ends: AssociationEnds, earlier: AssociationEnds): string | undefined {
  const sameStack = Stack.of(ends.association) === Stack.of(earlier.association);
  if (!mayBeOneEnvironment(ends.association, earlier.association)) return undefined;
  const [pool, otherPool] = [poolName(ends, byPath), poolName(earlier, byPath)];
  const what = `'${ends.association.node.path}' puts '${identityName(ends, byPath).text}' into pool '${pool.text}'`;
  const other = `'${earlier.association.node.path}'`;
  if (pool.text === otherPool.text) {
    // Two stacks may declare one association, if one of them adopts it.
    return sameStack ? `${what}, and ${other} declares the same; expected one declaration; remove one` : undefined;
  }
  if (!sameStack && !(pool.known && otherPool.known)) return undefined;
  return (
    `${what}, and ${other} puts it into pool '${otherPool.text}'; ` +
    'expected one pool, since a phone number or RCS agent can be in one only; remove one'
  );
}

/** An identity in the list of a pool of the app. */
interface Listing {
  readonly pool: CfnPool;
  readonly identity: string;
}

function listingsOf(pool: CfnPool): Listing[] {
  if (Token.isUnresolved(pool.originationIdentities)) return [];
  return pool.originationIdentities.map((identity) => ({ pool, identity }));
}

function nameOf({ pool, identity }: Listing): string {
  return canonicalName(pool, identity, byPath).text;
}

/** Whether the pool owns the identity that has the name of a listed one: a sender ID in that pool and country only. */
function owns({ pool, identity }: Listing, ends: AssociationEnds): boolean {
  if (!mayBeOneEnvironment(pool, ends.association)) return false;
  if (ends.kind !== 'sender-id') return true;
  const country = parseArn(identity)?.name.split('/')[1];
  const sameCountry = country === undefined || !differ(country, ends.isoCountryCode ?? country);
  return sameCountry && poolName(ends, byPath).text === canonicalName(pool, pool.ref, byPath).text;
}

function listedMessage(ends: AssociationEnds, pool: CfnPool): string {
  return (
    `'${ends.association.node.path}' puts '${identityName(ends, byPath).text}' into a pool, and the pool ` +
    `'${pool.node.path}' already lists it in originationIdentities; expected one owner of the association; ` +
    'remove it from the list or remove the association'
  );
}

/** An id names one thing in an account and region only. */
function mayBeOneEnvironment(one: IConstruct, other: IConstruct): boolean {
  const [a, b] = [Stack.of(one), Stack.of(other)];
  return !differ(a.account, b.account) && !differ(a.region, b.region);
}
