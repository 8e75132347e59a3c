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
  const pools = constructs.filter((construct) => CfnPool.isCfnPool(construct));
  return all
    .filter(({ association }) => Stack.of(association) === stack)
    .flatMap((ends) => [
      ...all.slice(0, all.indexOf(ends)).flatMap((earlier) => contradiction(ends, earlier) ?? []),
      ...pools.filter((pool) => lists(pool, ends)).map((pool) => listedMessage(ends, pool)),
    ]);
}

function contradiction(ends: AssociationEnds, earlier: AssociationEnds): string | undefined {
  const sameStack = Stack.of(ends.association) === Stack.of(earlier.association);
  if (associationName(ends, byPath) !== associationName(earlier, byPath)) return undefined;
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

/** Whether a pool of the app owns the identity by its list, which holds for a sender ID in that one pool only. */
function lists(pool: CfnPool, ends: AssociationEnds): boolean {
  if (!mayBeOneEnvironment(pool, ends.association) || Token.isUnresolved(pool.originationIdentities)) return false;
  const isSenderId = ends.kind === 'sender-id';
  if (isSenderId && poolName(ends, byPath).text !== canonicalName(pool, pool.ref, byPath).text) return false;
  const identity = canonicalName(ends.association, ends.identity, byPath).text;
  return pool.originationIdentities.some((listed) => {
    const country = isSenderId ? parseArn(listed)?.name.split('/')[1] : undefined;
    const sameCountry = country === undefined || !differ(country, ends.isoCountryCode ?? country);
    return sameCountry && canonicalName(pool, listed, byPath).text === identity;
  });
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
