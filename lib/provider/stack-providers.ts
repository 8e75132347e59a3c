import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SharedState } from '../util/shared-state';
import type { ProviderService, ProviderUse } from './provider-use';

interface Entry {
  readonly service: ProviderService;
  /** Given if the library made the provider by itself, so that the user's own can still take its place. */
  readonly uses?: ProviderUse[];
}

/** The providers of each stack, by name. */
const providers = new SharedState('providers', (value): value is Map<string, Entry> => value instanceof Map);

/**
 * Makes a provider known to the associations of its stack. It takes the place of one that the library made by itself.
 *
 * @throws if the user made one of that name before
 */
export function addProvider(name: string, service: ProviderService): void {
  const entries = entriesOf(Stack.of(service.provider));
  const other = entries.get(name);
  if (other !== undefined && other.uses === undefined) {
    throw new Error(
      `[${service.provider.node.path}] the stack already has the provider '${other.service.provider.node.path}'; expected ` +
        `one provider ${name === '' ? 'without a name' : `with the name '${name}'`}; remove this one, or give it a name ` +
        'of its own and pass it to its associations',
    );
  }
  entries.set(name, { service });
  for (const use of other?.uses ?? []) service.grant(use);
  const replaced = other?.service.provider.node;
  replaced?.scope?.node.tryRemoveChild(replaced.id);
}

/** The provider that a user made, in whichever copy of the library; undefined if the construct is not one. */
export function findProvider(construct: IConstruct): ProviderService | undefined {
  if (Stack.isStack(construct)) return undefined;
  const entries = [...entriesOf(Stack.of(construct)).values()];
  return entries.map(({ service }) => service).find((service) => service.provider === construct);
}

/**
 * The provider that the associations of a stack use without being told; made if there is none.
 *
 * @returns the provider at the time of the call: until synthesis the user's own can take its place
 */
export function defaultProvider(use: ProviderUse, make: (stack: Stack, id: string) => void): () => ProviderService {
  const stack = Stack.of(use.association);
  const entries = entriesOf(stack);
  if (!entries.has('')) {
    make(stack, freeId(stack));
    const made = entries.get('');
    if (made !== undefined) entries.set('', { service: made.service, uses: [] });
  }
  entries.get('')?.uses?.push(use);
  return () => {
    const entry = entries.get('');
    if (entry === undefined) throw new Error(`[${stack.node.path}] the stack has no provider; report this as a bug`);
    return entry.service;
  };
}

/** The provider that the associations of a stack use without being told, if there is one at the time of the call. */
export function currentDefaultProvider(stack: Stack): ProviderService | undefined {
  return entriesOf(stack).get('')?.service;
}

/** Any id will do, because the logical ids do not follow from it. */
function freeId(stack: Stack): string {
  let id = 'SmsPoolAssociationProvider';
  while (stack.node.tryFindChild(id) !== undefined) id += '_';
  return id;
}

function entriesOf(stack: Stack): Map<string, Entry> {
  return providers.of(stack) ?? providers.set(stack, new Map());
}
