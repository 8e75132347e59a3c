import { Aspects, Aws, CfnResource, Fn, type IAspect, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { Construct, type IConstruct } from 'constructs';
import { overrideLogicalId } from '../naming/logical-id';
import { accountOf } from '../naming/named-resource';
import { byLogicalId, byPath, type ElementName, resolvedName, smsVoiceResource } from '../naming/resolved-name';
import { shortHash } from '../util/short-hash';
import { acknowledgeInlinePolicy, acknowledgeWildcards } from './cdk-nag';
import { sizeProblems } from './inline-policy-size';
import { everyResource, identityStatement, poolStatement, stackStatement } from './permissions';
import type { ProviderUse } from './provider-use';

/** A policy that associations need. */
interface Need {
  readonly kind: 'Pool' | 'FormerPools' | 'Identity' | 'Stack';
  /** What the permissions are on; policies of one kind and subject are one. */
  readonly subject: (elementName: ElementName) => string;
  readonly statement: iam.PolicyStatement;
  /** The pool of the app that the permissions are on. */
  readonly pool?: CfnPool;
}

/** A policy that was made for a need. */
interface Granted extends Need {
  readonly stack: Stack;
  /** The subject at the time of the grant, or the text of the pool as it was given if that may change. */
  readonly key: string;
  readonly policy: iam.Policy;
}

/**
 * The policies of a provider's role.
 *
 * CloudFormation updates a policy before it deletes the resources that left the stack. A permission that such a resource
 * needs can't be part of a policy that shrinks with it. So each pool has a policy of its own, and so do the identities of
 * each other account; associations depend on theirs, which are therefore deleted after the last of them.
 */
export class Policies {
  private readonly attached: iam.Policy[] = [];
  private readonly all: Granted[] = [];
  private readonly byUse = new Map<ProviderUse, readonly iam.Policy[]>();
  private readonly nestedScopes = new Map<Stack, Construct>();

  public constructor(
    private readonly provider: Construct,
    private readonly role: iam.IRole,
    private readonly prefix: string,
  ) {
    provider.node.addValidation({ validate: () => sizeProblems(provider, this.attached) });
  }

  /** Grants what does not depend on the associations. */
  public grantBase(statements: iam.PolicyStatement[]): iam.Policy {
    const policy = this.create(this.provider, 'Policy', statements);
    overrideLogicalId(policy, `${this.prefix}Policy`);
    acknowledgeWildcards(policy, statements);
    return policy;
  }

  /** Grants what an association needs besides. */
  public grant(use: ProviderUse): void {
    const needs = [
      poolNeed(use),
      ...formerPoolsNeed(use),
      ...identitiesNeed(use),
      ...(Stack.of(use.association) === Stack.of(this.provider) ? [] : [stackNeed(use)]),
    ];
    this.byUse.set(
      use,
      needs.map((need) => this.granted(use, need).policy),
    );
  }

  /** The policies that were granted for an association. */
  public grantedFor(use: ProviderUse): readonly iam.Policy[] {
    return this.byUse.get(use) ?? [];
  }

  private granted(use: ProviderUse, need: Need): Granted {
    const stack = Stack.of(use.association);
    const { late } = resolvedName(use.association, use.pool, byPath);
    const key = `${need.subject(byPath)}${late ? use.pool : ''}`;
    const existing = this.all.find((one) => one.stack === stack && one.kind === need.kind && one.key === key);
    if (existing !== undefined) return existing;
    const id = `${need.kind}${late ? `Late${this.all.length}` : shortHash(key)}`;
    const policy = this.create(this.scopeIn(stack), id, [need.statement]);
    const granted = { ...need, stack, key, policy };
    this.all.push(granted);
    overrideLogicalId(policy, Lazy.uncachedString({ produce: () => this.logicalIdOf(granted) }));
    // The ARN of a pool is the user's, and so is a wildcard in it.
    if (need.kind !== 'Pool') acknowledgeWildcards(policy, [need.statement]);
    if (need.pool !== undefined) Aspects.of(policy).add(new ConditionOf(need.pool));
    return granted;
  }

  /** Final only at synthesis, when two policies can turn out to be on the same pool. */
  private logicalIdOf(granted: Granted): string {
    const subject = granted.subject(byLogicalId);
    const before = this.all.slice(0, this.all.indexOf(granted));
    const same = before.filter(
      ({ stack, kind, subject: other }) =>
        stack === granted.stack && kind === granted.kind && other(byLogicalId) === subject,
    );
    return `${this.prefix}${granted.kind}Policy${shortHash(same.length === 0 ? subject : `${subject} ${same.length}`)}`;
  }

  /** Policies are in the stack of the association: they name its pool, and the association depends on them. */
  private scopeIn(stack: Stack): Construct {
    if (stack === Stack.of(this.provider)) return this.provider;
    let scope = this.nestedScopes.get(stack);
    if (scope === undefined) {
      scope = new Construct(stack, `${this.prefix}Policies`);
      this.nestedScopes.set(stack, scope);
    }
    return scope;
  }

  private create(scope: Construct, id: string, statements: iam.PolicyStatement[]): iam.Policy {
    const policy = new iam.Policy(scope, id, { statements });
    // Through the role, because a role that is imported as immutable refuses.
    this.role.attachInlinePolicy(policy);
    this.attached.push(policy);
    const { defaultChild } = policy.node;
    if (iam.CfnPolicy.isCfnPolicy(defaultChild)) defaultChild.policyName = nameInRole(defaultChild);
    acknowledgeInlinePolicy(policy);
    return policy;
  }
}

/** Policies of one name on one role are one policy, and a role can serve several stacks, in several regions. */
function nameInRole({ logicalId }: iam.CfnPolicy): string {
  return Fn.join('-', [logicalId, Fn.select(2, Fn.split('/', Aws.STACK_ID))]);
}

function poolNeed({ association, pool, poolArn }: ProviderUse): Need {
  const resource = smsVoiceResource(association, pool);
  return {
    kind: 'Pool',
    subject: (elementName) => resolvedName(association, pool, elementName).text,
    statement: poolStatement(poolArn),
    ...(CfnPool.isCfnPool(resource) && resource.stack === Stack.of(association) ? { pool: resource } : {}),
  };
}

/**
 * The policy for the pools that were the values of a token before.
 *
 * A literal pool, or a resource of the app, stays the same under its policy. The value of a parameter does not: its
 * policy is updated to the new pool before the identities are taken out of the old one, so both have to be allowed. One
 * policy does that for all such pools, because they share the characters that IAM allows a role.
 */
function formerPoolsNeed({ association, pool, poolArn }: ProviderUse): Need[] {
  if (resolvedName(association, pool, byPath).known) return [];
  const account = accountOf(association, { arn: poolArn });
  const statement = poolStatement(everyResource(association, 'pool', account));
  return [{ kind: 'FormerPools', subject: () => account, statement }];
}

/** Not each identity by its ARN: IAM allows 10,240 characters of policies a role, enough for about forty of them. */
function identitiesNeed({ association, foreignIdentity }: ProviderUse): Need[] {
  if (foreignIdentity === undefined) return [];
  const { kind, account } = foreignIdentity;
  const statement = identityStatement(everyResource(association, kind, account));
  return [{ kind: 'Identity', subject: () => `${kind}/${account}`, statement }];
}

/** The policy of a conditional pool, whose ARN exists only with the pool. */
class ConditionOf implements IAspect {
  public constructor(private readonly pool: CfnPool) {}

  public visit(element: IConstruct): void {
    const { condition } = this.pool.cfnOptions;
    if (CfnResource.isCfnResource(element) && condition !== undefined) element.cfnOptions.condition = condition;
  }
}

function stackNeed({ association }: ProviderUse): Need {
  return { kind: 'Stack', subject: () => '', statement: stackStatement(association) };
}
