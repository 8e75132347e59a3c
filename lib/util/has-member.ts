/** Whether the value is an object with this member. */
export function hasMember<K extends string>(value: unknown, member: K): value is Readonly<Record<K, unknown>> {
  return typeof value === 'object' && value !== null && member in value;
}

/** Whether the value has this method. */
export function hasMethod<K extends string>(
  value: unknown,
  name: K,
): value is Record<K, (...args: unknown[]) => unknown> {
  return value instanceof Object && typeof Reflect.get(value, name) === 'function';
}
