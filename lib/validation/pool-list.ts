import { Stack, Token } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { IConstruct } from 'constructs';
import { type AssociationEnds, identityName, poolName } from '../naming/association-name';
import { IDENTITY_KINDS } from '../naming/kinds';
import { byPath, resolvedName } from '../naming/resolved-name';
import { countryInArn } from '../naming/sms-voice-arn';
import { differ } from '../util/known';
import { groupedBy, mayBeOneEnvironment, mayBeOneThing } from './comparing';

/** An identity in the list of a pool of the app. */
interface Listing {
  readonly pool: CfnPool;
  readonly identity: string;
}

/** The associations that a pool of the app owns already, by its own list. */
export function listingProblems(declared: readonly AssociationEnds[], constructs: readonly IConstruct[]): string[] {
  const listings = groupedBy(
    constructs.filter((construct) => CfnPool.isCfnPool(construct)).flatMap(listingsOf),
    nameOf,
  );
  return declared.flatMap((ends) => {
    const listed = listings.get(resolvedName(ends.association, ends.identity, byPath).id) ?? [];
    const owners = new Set(listed.filter((listing) => owns(listing, ends)).map(({ pool }) => pool));
    return [...owners].map(
      (pool) =>
        `'${ends.association.node.path}' puts '${identityName(ends, byPath).text}' into a pool, and the pool ` +
        `'${pool.node.path}' already lists it in originationIdentities; expected one owner of the association; ` +
        remedy(pool, ends),
    );
  });
}

/** What becomes of the identity depends on whether the Delete of the association can read the pool's list. */
function remedy(pool: CfnPool, ends: AssociationEnds): string {
  if (poolName(ends, byPath).text !== resolvedName(pool, pool.ref, byPath).text) {
    return 'remove the association or remove it from the list';
  }
  if (Stack.of(pool) === Stack.of(ends.association)) {
    return (
      'remove the association, whose deletion leaves in the pool what the list names; or remove it from the list, and set ' +
      'adoptExisting on the association, since the service may leave it in the pool'
    );
  }
  return (
    'remove it from the list; or, to keep it there, deploy the association with removalPolicy RETAIN and a new revision ' +
    'first and remove it in the next deployment, since its deletion takes it out of a pool of another stack'
  );
}

function listingsOf(pool: CfnPool): Listing[] {
  if (Token.isUnresolved(pool.originationIdentities)) return [];
  return pool.originationIdentities.map((identity) => ({ pool, identity }));
}

/** A list has ARNs, and an association often ids: in a stack without an account they can't be known to be two things. */
function nameOf({ pool, identity }: Listing): string {
  return resolvedName(pool, identity, byPath).id;
}

/** Whether the pool owns the identity that has the name of a listed one: a sender ID in that pool and country only. */
function owns({ pool, identity }: Listing, ends: AssociationEnds): boolean {
  const { association } = ends;
  if (!mayBeOneEnvironment(pool, association)) return false;
  const listed = resolvedName(pool, identity, byPath);
  const declared = resolvedName(association, ends.identity, byPath);
  if (!mayBeOneThing(pool, listed, association, declared)) return false;
  // The value behind an import, a parameter or a lookup can be another one in another stack.
  if (Stack.of(pool) !== Stack.of(association) && !listed.known) return false;
  if (IDENTITY_KINDS[ends.kind].onePoolOnly) return true;
  const country = countryInArn(identity);
  const sameCountry = country === undefined || !differ(country, ends.isoCountryCode ?? country);
  return sameCountry && poolName(ends, byPath).text === resolvedName(pool, pool.ref, byPath).text;
}
