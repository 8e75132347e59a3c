import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ProviderUse } from './provider-use';

/** What associations know of a provider. */
export interface ProviderService {
  readonly provider: IConstruct;
  readonly serviceToken: string;
  /** The constructs that have to be there before the association is made, and until after it is deleted. */
  prerequisites(use: ProviderUse): IConstruct[];
}

interface Entry {
  readonly service: ProviderService;
  /** Given if the library made the provider by itself, so that the user's own can still take its place. */
  readonly uses?: ProviderUse[];
}

/** The providers are kept by the stack, and not by this module, so that two copies of the library in one app share them. */
const KEY = Symbol.for('cdk-sms-pool-association/providers');

/**
 * Registers the stack's provider of a name. It takes the place of one that the library made by itself.
 *
 * @throws if the user made one of that name before
 */
export function register(name: string, service: ProviderService): void {
  const entries = entriesOf(Stack.of(service.provider));
  const other = entries.get(name);
  if (other !== undefined && other.uses === undefined) {
    throw new Error(
      `[${service.provider.node.path}] the stack has the provider '${other.service.provider.node.path}' already; expected ` +
        `one provider ${name === '' ? 'without a name' : `of the name '${name}'`}; remove this one, or give it a name of ` +
        'its own and pass it to its associations',
    );
  }
  entries.set(name, { service });
  for (const use of other?.uses ?? []) service.prerequisites(use);
  const replaced = other?.service.provider.node;
  replaced?.scope?.node.tryRemoveChild(replaced.id);
}

/** The provider that a user made, in whichever copy of the library. */
export function registered(provider: IConstruct): ProviderService | undefined {
  const entries = [...entriesOf(Stack.of(provider)).values()];
  return entries.map(({ service }) => service).find((service) => service.provider === provider);
}

/**
 * The provider that the associations of a stack use without being told; made if there is none.
 *
 * @returns the provider at the time of asking: until the synthesis the user's own can take its place
 */
export function stackProvider(use: ProviderUse, make: (stack: Stack, id: string) => void): () => ProviderService {
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

/** Any id will do, because the logical ids do not follow from it. */
function freeId(stack: Stack): string {
  let id = 'SmsPoolAssociationProvider';
  while (stack.node.tryFindChild(id) !== undefined) id += '_';
  return id;
}

function entriesOf(stack: Stack): Map<string, Entry> {
  const existing: unknown = Reflect.get(stack, KEY);
  if (isEntries(existing)) return existing;
  const entries = new Map<string, Entry>();
  Object.defineProperty(stack, KEY, { value: entries });
  return entries;
}

function isEntries(value: unknown): value is Map<string, Entry> {
  return value instanceof Map;
}
