/**
 * The physical id says what the stack owns: the plain key is an association that it made, `adopted:` one that it found
 * in place, `failed:` nothing. CloudFormation invents any other id, for a Create that never responded.
 */
export type Ownership = 'made' | 'adopted' | 'nothing' | 'unknown';

const ADOPTED = 'adopted:';
const NOTHING = 'failed:';

export const adopted = (key: string): string => `${ADOPTED}${key}`;

/** The id of a Create that failed before it made anything. */
export const madeNothing = (requestId: string): string => `${NOTHING}${requestId}`;

/** @param key of the association that the properties declare */
export function ownershipOf(physicalResourceId: string, key: string): Ownership {
  if (physicalResourceId === key) return 'made';
  if (physicalResourceId.startsWith(ADOPTED)) return 'adopted';
  if (physicalResourceId.startsWith(NOTHING)) return 'nothing';
  return 'unknown';
}
