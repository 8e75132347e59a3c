import { Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { shortHash } from '../naming/association-ends';
import { byLogicalId, byPath, canonicalName, type Naming, stableStackName } from '../naming/canonical-name';
import { overrideLogicalId } from '../naming/logical-id';
import { accountOf } from '../naming/reference';
import { acknowledge, INLINE_POLICY_FINDINGS } from './acknowledge';
import { sizeProblems } from './inline-policy-size';
import { everyResource, identityStatement, poolStatement, stackStatement } from './rights';
import type { ProviderUse } from './provider-use';
import { wildcardFindings } from './wildcard-findings';

const WILDCARD_REASON =
  'No association can be changed without the right on its pool, which is granted pool by pool, by the exact ARN ' +
  '(on all pools only if the pool comes from a token, whose former value needs the right as well). ' +
  'Identities are not listed one by one, because a policy would lose an identity before its association is deleted. ' +
  'The remaining rights read, write to the log group of the function, send its traces, or make its network interfaces in a VPC.';

const INLINE_REASON =
  'The policies are parts of the role so that no other identity can get them, and so that each is deleted after the last ' +
  'association that needs it. A role can have more pools than managed policies.';

type Kind = 'Pool' | 'Identity' | 'Stack';

/**
 * The policies of a provider's role.
 *
 * CloudFormation updates a policy before it deletes the resources that left the stack. A right that such a resource
 * needs can't be part of a policy that shrinks with it. So each pool has a policy of its own, and so do the identities of
 * each other account; associations depend on theirs, which are therefore deleted after the last of them.
 */
export class Policies {
  private readonly policies = new Map<string, iam.Policy>();
  private readonly attached: iam.Policy[] = [];
  private readonly nestedScopes = new Map<Stack, Construct>();

  public constructor(
    private readonly provider: Construct,
    private readonly role: iam.IRole,
    private readonly prefix: string,
  ) {
    provider.node.addValidation({ validate: () => sizeProblems(provider, this.attached) });
  }

  /** The policy with the rights that do not depend on the associations. */
  public base(statements: iam.PolicyStatement[]): iam.Policy {
    const policy = this.create(this.provider, 'Policy', statements);
    overrideLogicalId(policy, `${this.prefix}Policy`);
    return policy;
  }

  /** The policies that an association needs beside the base policy. Asked again for the same, it makes no others. */
  public of(use: ProviderUse): iam.Policy[] {
    const { association, pool, poolArn, foreignIdentity } = use;
    const policies = [this.policy(association, 'Pool', pool, poolStatement(poolArn))];
    if (!canonicalName(association, pool, byPath).known) policies.push(this.formerPools(association, poolArn));
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
  private nameIn(stack: Stack, association: Construct, name: string, naming: Naming): string {
    const { text } = canonicalName(association, name, naming);
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
    acknowledge(policy, wildcardFindings(scope, statements), WILDCARD_REASON);
    acknowledge(policy, INLINE_POLICY_FINDINGS, INLINE_REASON);
    return policy;
  }
}
