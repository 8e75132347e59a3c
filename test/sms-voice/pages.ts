import { invalidField, validation } from './service-error';

interface Paging {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** The token names the operation, so that other operations refuse it. */
export function pageOf<Item>(
  operation: string,
  all: readonly Item[],
  { NextToken, MaxResults = 100 }: Paging,
): Page<Item> {
  const start = NextToken === undefined ? 0 : readToken(operation, NextToken);
  const end = start + MaxResults;
  return {
    items: all.slice(start, end),
    nextToken: end < all.length ? Buffer.from(`${operation} ${end}`).toString('base64url') : undefined,
  };
}

function readToken(operation: string, token: string): number {
  const [name, start] = Buffer.from(token, 'base64url').toString().split(' ');
  if (name === operation && start !== undefined && /^[0-9]+$/.test(start)) return Number(start);
  throw invalidField('INVALID_NEXT_TOKEN', 'NextToken', `${token} is not a token of ${operation}`);
}

interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** Every filter needs one of its values in the item's attribute. */
export function passes(filters: readonly Filter[] | undefined, attributes: Readonly<Record<string, unknown>>): boolean {
  return (filters ?? []).every(({ Name, Values }) => {
    const attribute = attributes[Name];
    const present = Array.isArray(attribute) ? attribute.map(String) : [String(attribute)];
    return Values.some((value) => present.includes(value));
  });
}

export type Owner = 'SELF' | 'SHARED';

export function refuseOwnerWithIds(owner: Owner | undefined, ids: readonly unknown[] | undefined, field: string): void {
  if (owner === undefined || ids === undefined || ids.length === 0) return;
  throw validation('PARAMETERS_CANNOT_BE_USED_TOGETHER', `Owner and ${field} can't be used together`, [
    { Name: 'Owner', Message: `Member must not be used with ${field}` },
    { Name: field, Message: 'Member must not be used with Owner' },
  ]);
}

export function belongs(accountId: string, ownAccountId: string, owner: Owner | undefined): boolean {
  return (accountId === ownAccountId) === (owner !== 'SHARED');
}
