import { defaultConfiguration } from './resources';
import { notFound } from './service-error';

/** The name in a name or ARN. Every list with a valid name exists. */
export function optOutListName(reference: string | undefined): string {
  const name = reference?.split('/').at(-1) ?? defaultConfiguration.optOutListName;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) throw notFound('opt-out-list', name);
  return name;
}
