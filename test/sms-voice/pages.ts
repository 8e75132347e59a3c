import type { Output } from './operation';
import { invalidField } from './service-error';

export interface Paging {
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

export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** Every filter needs one of its values in the member that it is named after: `message-type` is MessageType or MessageTypes. */
export function passes(filters: readonly Filter[] | undefined, output: Output): boolean {
  return (filters ?? []).every(({ Name, Values }) => {
    const present = membersOf(Name)
      .flatMap((member) => output[member] ?? [])
      .map(String);
    return Values.some((value) => present.includes(value));
  });
}

function membersOf(filter: string): string[] {
  const member = filter.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
  return [member, `${member}s`, member.replace(/y$/, 'ies')];
}
