/** An entry of the stack's history. */
export interface StackEvent {
  /** Whether it is about the stack itself. */
  readonly isStack: boolean;
  readonly logicalResourceId: string;
  readonly physicalResourceId: string;
  readonly status: string;
}
