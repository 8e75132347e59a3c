import { Lazy, Stack } from 'aws-cdk-lib';
import { type Construct, Dependable, type IConstruct, type IDependable } from 'constructs';
import { problem, propOf, shown } from '../checks/problem';
import type { ProviderUse } from './provider-use';
import { type ProviderService, registered } from './registry';

/** What the resource of an association takes from its provider. */
export interface UsedProvider {
  readonly serviceToken: string;
  readonly prerequisites: IDependable;
}

/** Has the provider make the rights for an association. */
export function useProvider(use: ProviderUse, provider: () => ProviderService): UsedProvider {
  provider().prerequisites(use);
  const prerequisites = {};
  Dependable.implement(prerequisites, new Prerequisites(use, provider));
  return { serviceToken: Lazy.string({ produce: () => provider().serviceToken }), prerequisites };
}

/**
 * The provider that an association names.
 *
 * @throws if it is not of the association's stack, or of a stack around it
 */
export function chosenProvider(association: Construct, provider: IConstruct): () => ProviderService {
  const subject = propOf(association, 'provider');
  const service = Stack.isStack(provider) ? undefined : registered(provider);
  if (service === undefined) {
    throw problem(subject, shown(provider), 'an AssociationProvider', "leave it out for the stack's own");
  }
  const providerStack = Stack.of(provider);
  for (let stack: Stack | undefined = Stack.of(association); stack !== undefined; stack = stack.nestedStackParent) {
    if (stack === providerStack) return () => service;
  }
  throw new Error(
    `[${association.node.path}] the provider '${provider.node.path}' is of stack '${providerStack.node.path}'; expected one ` +
      `of '${Stack.of(association).node.path}' or of a stack around it, so that the rights go after the association; ` +
      'leave it out, or make a provider in that stack',
  );
}

/** Asked for in the synthesis only, when the provider and its network are final. */
class Prerequisites extends Dependable {
  public constructor(
    private readonly use: ProviderUse,
    private readonly provider: () => ProviderService,
  ) {
    super();
  }

  public override get dependencyRoots(): IConstruct[] {
    return this.provider().prerequisites(this.use);
  }
}
