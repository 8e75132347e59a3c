import type { Names } from '../names';
import type { Output } from '../operation';
import { pageOf, passes, type Filter, type Paging } from '../pages';
import type { Identity, Pool } from '../resources';
import { validation } from '../service-error';

interface Request extends Paging {
  readonly Owner?: 'SELF' | 'SHARED' | undefined;
  readonly Filters?: readonly Filter[] | undefined;
}

interface Parts<Resource> {
  readonly operation: string;
  /** The member that names resources. */
  readonly ids: string;
  /** The named resources, in the order of their ids. */
  readonly named: readonly Resource[] | undefined;
  readonly all: readonly Resource[];
  readonly output: (resource: Resource) => Output;
}

/** A page of the named resources, or without names of all that have the owner, by default this account. */
export function describe<Resource extends Pool | Identity>(
  { Owner, Filters, ...paging }: Request,
  { accountId }: Names,
  { operation, ids, named = [], all, output }: Parts<Resource>,
) {
  if (Owner !== undefined && named.length > 0) {
    throw validation('PARAMETERS_CANNOT_BE_USED_TOGETHER', `Owner and ${ids} can't be used together`, [
      { Name: 'Owner', Message: `Member must not be used with ${ids}` },
      { Name: ids, Message: 'Member must not be used with Owner' },
    ]);
  }
  const owned = all.filter((resource) => (resource.accountId === accountId) === (Owner !== 'SHARED'));
  const outputs = (named.length > 0 ? named : owned).map(output);
  return pageOf(
    operation,
    outputs.filter((shown) => passes(Filters, shown)),
    paging,
  );
}
