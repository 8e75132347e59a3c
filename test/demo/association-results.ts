import type { StackEvent } from '../cloudformation';

/** What became of an association in one deployment. */
export interface AssociationResult {
  /** What it is called in the app. */
  readonly name: string;
  readonly succeeded: boolean;
  readonly verb: string;
  readonly seconds: number;
  /** Why it failed. */
  readonly reason?: string;
}

const VERBS: Readonly<Record<string, string>> = {
  CREATE_COMPLETE: 'associated',
  UPDATE_COMPLETE: 'updated',
  DELETE_COMPLETE: 'taken out',
  'CREATE_FAILED, DELETE_COMPLETE': 'refused',
  'CREATE_COMPLETE, DELETE_COMPLETE': 'associated, then rolled back',
};

/**
 * One result for each association that the deployment changed, in the order in which they began.
 *
 * @param deferred the names of those that complete while their number is PENDING
 */
export function associationResults(
  events: readonly StackEvent[],
  nameOf: (logicalId: string) => string,
  deferred: readonly string[],
): AssociationResult[] {
  const associations = events.filter(({ resourceType }) => resourceType.startsWith('Custom::'));
  const logicalIds = [...new Set(associations.map(({ logicalId }) => logicalId))];
  return logicalIds.map((logicalId) => {
    const own = associations.filter((event) => event.logicalId === logicalId);
    const ends = own.filter(({ status }) => !status.endsWith('_IN_PROGRESS'));
    const statuses = ends.map(({ status }) => status).join(', ');
    const name = nameOf(logicalId);
    const reason = ends.find(({ status }) => status.endsWith('_FAILED'))?.reason;
    return {
      name,
      succeeded: reason === undefined,
      verb: deferred.includes(name) ? 'deferred: it is PENDING' : (VERBS[statuses] ?? statuses),
      seconds: ((ends[0]?.time ?? 0) - (own[0]?.time ?? 0)) / 1000,
      ...(reason === undefined ? {} : { reason }),
    };
  });
}
