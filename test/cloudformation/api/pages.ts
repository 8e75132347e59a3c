import { ApiError } from './api-error';
import type { ApiSettings } from './settings';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

interface PageRequest {
  readonly form: URLSearchParams;
  readonly settings: Readonly<ApiSettings>;
  readonly time: number;
}

/** The page that a call asks for with its NextToken. A token belongs to one kind of list. */
export function pageOf<T>(kind: string, all: readonly T[], { form, settings, time }: PageRequest): Page<T> {
  const from = offsetOf(kind, form.get('NextToken'), time - (settings.tokenLifeMilliseconds ?? Infinity));
  const next = from + settings.pageSize;
  return { items: all.slice(from, next), nextToken: next < all.length ? tokenOf(kind, next, time) : undefined };
}

function tokenOf(kind: string, offset: number, time: number): string {
  return Buffer.from(`${kind} from ${offset} at ${time}`).toString('base64url');
}

function offsetOf(kind: string, token: string | null, oldest: number): number {
  if (token === null) return 0;
  const [, its, offset, time] = /^(\w+) from (\d+) at ([\d.]+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (its !== kind || Number(time) < oldest)
    throw new ApiError(400, 'ValidationError', `NextToken is invalid: ${token}`);
  return Number(offset);
}
