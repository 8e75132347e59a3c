import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SharedState } from '../util/shared-state';
import type { ProviderService, ProviderUse } from './provider-use';

interface Entry {
  readonly service: ProviderService;
  /** Given if the library made the provider by itself and the user doesn't have it, so that the user's can replace it. */
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
        `one provider ${name === '' ? 'without a name' : `with the name '${name}'`}; make it before anything asks for the ` +
        'provider of the stack, or remove it, or give it a name of its own and pass it to its associations',
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

/** Makes a provider, which adds itself to the stack's. */
type MakeProvider = (stack: Stack, id: string) => void;

/**
 * The provider that an association uses without being told; made if there is none.
 *
 * @returns the provider at the time of the call: until synthesis the user's own can take its place
 */
export function defaultProvider(use: ProviderUse, make: MakeProvider): () => ProviderService {
  const stack = Stack.of(use.association);
  entryOf(stack, make).uses?.push(use);
  return () => entryOf(stack, make).service;
}

/** The same provider for the user, who may change it: from now on no other one can take its place. */
export function handOutProvider(stack: Stack, make: MakeProvider): IConstruct {
  const { service } = entryOf(stack, make);
  entriesOf(stack).set('', { service });
  return service.provider;
}

function entryOf(stack: Stack, make: MakeProvider): Entry {
  const entries = entriesOf(stack);
  const existing = entries.get('');
  if (existing !== undefined) return existing;
  make(stack, freeId(stack));
  const made = entries.get('');
  if (made === undefined) throw new Error(`[${stack.node.path}] the stack has no provider; report this as a bug`);
  const entry = { service: made.service, uses: [] };
  entries.set('', entry);
  return entry;
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
