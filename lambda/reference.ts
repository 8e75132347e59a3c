import { InvalidProperty } from './invalid-property';

/** What AssociateOriginationIdentity accepts for a pool and for an identity. */
const REFERENCE = /^[A-Za-z0-9_:/-]{1,256}$/;

/** An id or ARN as the API reference constrains it. */
export function reference(field: string, value: unknown, rule: string): string {
  if (typeof value !== 'string' || !REFERENCE.test(value)) throw new InvalidProperty(field, value, rule);
  return value;
}
