import { Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { overrideLogicalId } from '../naming/logical-id';
import { accountOf } from '../naming/named-resource';
import { byLogicalId, byPath, type ElementName, resolvedName, stableStackName } from '../naming/resolved-name';
import { shortHash } from '../util/short-hash';
import { acknowledgePolicy } from './cdk-nag';
import { sizeProblems } from './inline-policy-size';
import { everyResource, identityStatement, poolStatement, stackStatement } from './permissions';
import type { ProviderUse } from './provider-use';

type Kind = 'Pool' | 'Identity' | 'Stack';

/**
 * The policies of a provider's role.
 *
 * CloudFormation updates a policy before it deletes the resources that left the stack. A permission that such a resource
 * needs can't be part of a policy that shrinks with it. So each pool has a policy of its own, and so do the identities of
 * each other account; associations depend on theirs, which are therefore deleted after the last of them.
 */
export class Policies {
  private readonly policies = new Map<string, iam.Policy>();
  private readonly attached: iam.Policy[] = [];
  private readonly granted = new Map<ProviderUse, readonly iam.Policy[]>();
  private readonly nestedScopes = new Map<Stack, Construct>();

  public constructor(
    private readonly provider: Construct,
    private readonly role: iam.IRole,
    private readonly prefix: string,
  ) {
    provider.node.addValidation({ validate: () => sizeProblems(provider, this.attached) });
  }

  /** The policy with the permissions that do not depend on the associations. */
  public base(statements: iam.PolicyStatement[]): iam.Policy {
    const policy = this.create(this.provider, 'Policy', statements);
    overrideLogicalId(policy, `${this.prefix}Policy`);
    return policy;
  }

  /** Grants what an association needs beside the base policy. */
  public grant(use: ProviderUse): void {
    this.granted.set(use, this.policiesFor(use));
  }

  /** The policies that were granted for an association. */
  public grantedFor(use: ProviderUse): readonly iam.Policy[] {
    return this.granted.get(use) ?? [];
  }

  private policiesFor(use: ProviderUse): iam.Policy[] {
    const { association, pool, poolArn, foreignIdentity } = use;
    const policies = [this.policy(association, 'Pool', pool, poolStatement(poolArn))];
    if (!resolvedName(association, pool, byPath).known) policies.push(this.formerPools(association, poolArn));
    if (foreignIdentity !== undefined) {
      // Not each identity by its ARN: IAM allows 10,240 characters of policies a role, enough for about forty of them.
      const { kind, account } = foreignIdentity;
      const statement = identityStatement(everyResource(association, kind, account));
      policies.push(this.policy(association, 'Identity', `${kind}/${account}`, statement));
    }
    if (Stack.of(association) !== Stack.of(this.provider)) {
      policies.push(this.policy(association, 'Stack', 'own', stackStatement(association)));
    }
    return policies;
  }

  /**
   * The policy for the pools that were the values of a token before.
   *
   * A literal pool, or a resource of the app, stays the same under its policy. The value of a parameter does not: its
   * policy is updated to the new pool before the identities are taken out of the old one, so both have to be allowed.
   * One policy does that for all such pools, because they share the characters that IAM allows a role.
   */
  private formerPools(association: Construct, poolArn: string): iam.Policy {
    const account = accountOf(association, { arn: poolArn });
    const name = account === Stack.of(association).account ? '*' : `${account}/*`;
    return this.policy(association, 'Pool', name, poolStatement(everyResource(association, 'pool', account)));
  }

  private policy(association: Construct, kind: Kind, name: string, statement: iam.PolicyStatement): iam.Policy {
    const stack = Stack.of(association);
    const id = `${kind}${shortHash(this.nameIn(stack, association, name, byPath))}`;
    const existing = this.policies.get(id);
    if (existing !== undefined) return existing;
    const policy = this.create(this.scopeIn(stack), id, [statement]);
    const hash = (): string => shortHash(this.nameIn(stack, association, name, byLogicalId));
    overrideLogicalId(policy, Lazy.uncachedString({ produce: () => `${this.prefix}${kind}Policy${hash()}` }));
    this.policies.set(id, policy);
    return policy;
  }

  /** The name that makes a policy's id. The inline policies of nested stacks are on one role, and need names of their own. */
  private nameIn(stack: Stack, association: Construct, name: string, elementName: ElementName): string {
    const { text } = resolvedName(association, name, elementName);
    return stack === Stack.of(this.provider) ? text : `${stableStackName(stack)}/${text}`;
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
    acknowledgePolicy(policy, statements);
    return policy;
  }
}
