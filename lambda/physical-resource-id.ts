/**
 * The physical id says what the stack may undo: the plain key, an association that it made; `adopted:` one that it
 * found; `failed:` nothing at all. Any other id was invented by CloudFormation for a Create that never answered.
 */
export type Ownership = 'made' | 'adopted' | 'nothing' | 'unknown';

export const adopted = (key: string): string => `adopted:${key}`;

export const failed = (requestId: string): string => `failed:${requestId}`;

export function ownership(physicalResourceId: string, key: string): Ownership {
  if (physicalResourceId === key) return 'made';
  if (physicalResourceId.startsWith('adopted:')) return 'adopted';
  if (physicalResourceId.startsWith('failed:')) return 'nothing';
  return 'unknown';
}
