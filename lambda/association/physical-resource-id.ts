/**
 * The physical id says what the stack owns:
 *
 * | id                         | the stack                                                         |
 * |----------------------------|-------------------------------------------------------------------|
 * | `owned:<key>`              | made the association, or took it over                             |
 * | `adopted:<key>`            | found it in place; owns it while `TakeOwnership` is set           |
 * | `failed:<RequestId>`       | made nothing: the Create failed before                            |
 * | invented by CloudFormation | may have made it: the Create never responded                      |
 */
export type PhysicalId =
  | { readonly ownership: 'owned' | 'adopted'; readonly key: string }
  | { readonly ownership: 'none' }
  | { readonly ownership: 'unknown' };

/** How a resource of the stack has the association of a key. */
export type Ownership = 'owned' | 'adopted';

export const physicalIdOf = (ownership: Ownership, key: string): string => `${ownership}:${key}`;

/** The id of a Create that failed before it made anything. */
export const failedId = (requestId: string): string => `failed:${requestId}`;

const ID = /^(owned|adopted|failed):(.+)$/s;

export function parsePhysicalId(id: string): PhysicalId {
  const [, prefix, key = ''] = ID.exec(id) ?? [];
  switch (prefix) {
    case 'owned':
    case 'adopted':
      return { ownership: prefix, key };
    case 'failed':
      return { ownership: 'none' };
    default:
      return { ownership: 'unknown' };
  }
}

/** How that id has the association of that key; undefined if it doesn't. */
export function ownershipOf(id: string, key: string): Ownership | undefined {
  const parsed = parsePhysicalId(id);
  return 'key' in parsed && parsed.key === key ? parsed.ownership : undefined;
}
