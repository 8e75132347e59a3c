import { createHash } from 'node:crypto';

/** Eight upper-case hex digits. Logical ids of deployed resources contain them, so they must never change. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
}
