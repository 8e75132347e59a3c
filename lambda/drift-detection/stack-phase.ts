/** What a check may do while the stack shows a status. */
export type StackPhase = 'skip' | 'check' | 'check and repair';

/** The first that matches. */
const PHASES: readonly (readonly [RegExp, StackPhase])[] = [
  // What the stack declares is changing, or is nothing any more.
  [/_IN_PROGRESS$|^DELETE_COMPLETE$/, 'skip'],
  // What the stack has is for the user to decide. A creation that was rolled back leaves only a stack to delete.
  [/_FAILED$|^ROLLBACK_COMPLETE$/, 'check'],
  [/_COMPLETE$/, 'check and repair'],
];

export const stackPhase = (status: string): StackPhase =>
  PHASES.find(([statuses]) => statuses.test(status))?.[1] ?? 'check';
