import { Construct } from 'constructs';

/** What a message is about. */
export interface Subject {
  /** What the user called or set; begins the message. */
  readonly title: string;
  /** Helps to find the place in the user's code; ends the message. */
  readonly note?: string;
}

/** An error in the form of all messages about a wrong value. */
export function problem({ title, note }: Subject, got: string, expected: string, remedy: string): Error {
  return new Error(`${title}: got ${got}; expected ${expected}; ${remedy}${note === undefined ? '' : ` (${note})`}`);
}

/** The subject of a message about a prop of a construct. */
export function propOf(construct: Construct, prop: string): Subject {
  return { title: `[${construct.node.path}] ${prop}` };
}

/** The value as a message shows it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Construct.isConstruct(value)) return `the construct '${value.node.path}'`;
  if (typeof value === 'object' && value !== null) return `an object of type ${value.constructor.name}`;
  return typeof value === 'function' ? 'a function' : String(value);
}
