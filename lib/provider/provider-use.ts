import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { type Construct, Dependable, type IConstruct, type IDependable } from 'constructs';
import { problem, propOf, shown } from '../checks/problem';
import type { IdentityKind } from '../naming/kinds';

/** How long CloudFormation waits for a response. */
export const SERVICE_TIMEOUT = Duration.minutes(30);

/** What an association needs its provider for. */
export interface ProviderUse {
  readonly association: Construct;
  /** Id or ARN. */
  readonly pool: string;
  readonly poolArn: string;
  /** Given if the identity may be of another account, which the permissions on this account's identities don't cover. */
  readonly foreignIdentity?: ForeignIdentity;
}

export interface ForeignIdentity {
  readonly kind: IdentityKind;
  /** `*` if a deployment can change it. */
  readonly account: string;
}

/** What associations know of a provider. */
export interface ProviderService {
  readonly provider: IConstruct;
  readonly serviceToken: string;
  /** Grants the function what it needs for the association. */
  grant(use: ProviderUse): void;
  /** The constructs that have to be there before the association is made, and until after it is deleted. */
  dependencies(use: ProviderUse): IConstruct[];
}

/** What the resource of an association takes from its provider. */
export interface UsedProvider {
  readonly serviceToken: string;
  readonly dependencies: IDependable;
}

/**
 * Has the provider carry out an association.
 *
 * @param provider asked again at synthesis, since a provider that the user makes can take the place of the stack's
 */
export function useProvider(use: ProviderUse, provider: () => ProviderService): UsedProvider {
  provider().grant(use);
  return {
    serviceToken: Lazy.string({ produce: () => provider().serviceToken }),
    dependencies: lateDependencies(() => provider().dependencies(use)),
  };
}

/** Dependencies that are computed at synthesis, when the provider and its network are final. */
export function lateDependencies(constructs: () => IConstruct[]): IDependable {
  const dependencies = {};
  Dependable.implement(dependencies, new LateDependencies(constructs));
  return dependencies;
}

/**
 * Checks the provider that an association names.
 *
 * @param service of the provider; undefined if the value is not a provider
 * @throws if it is neither of the association's stack, nor of a parent of this nested stack
 */
export function chosenProvider(
  association: Construct,
  provider: IConstruct,
  service?: ProviderService,
): () => ProviderService {
  if (service === undefined) {
    throw problem(
      propOf(association, 'provider'),
      shown(provider),
      'an AssociationProvider',
      "leave it out for the stack's own",
    );
  }
  const providerStack = Stack.of(provider);
  for (let stack: Stack | undefined = Stack.of(association); stack !== undefined; stack = stack.nestedStackParent) {
    if (stack === providerStack) return () => service;
  }
  throw problem(
    propOf(association, 'provider'),
    `'${provider.node.path}' of stack '${providerStack.node.path}'`,
    `a provider of '${Stack.of(association).node.path}' or of its parent stack, so that the permissions are deleted after ` +
      'the association',
    'leave it out, or make a provider in that stack',
  );
}

class LateDependencies extends Dependable {
  public constructor(private readonly constructs: () => IConstruct[]) {
    super();
  }

  public override get dependencyRoots(): IConstruct[] {
    return this.constructs();
  }
}
