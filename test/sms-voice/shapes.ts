import { serialization, validation, type FieldProblem } from './service-error';

/**
 * A part of a request in the API's model. A value of the wrong JSON type is a SerializationException at once; broken constraints are
 * collected, and one ValidationException names them all.
 */
export interface Shape<T> {
  check(value: unknown, name: string, problems: FieldProblem[]): value is T;
}

type Members = Readonly<Record<string, Shape<unknown>>>;
type Of<S> = S extends Shape<infer T> ? T : never;
type Structure<Required extends Members, Optional extends Members> = {
  readonly [Name in keyof Required]: Of<Required[Name]>;
} & { readonly [Name in keyof Optional]?: Of<Optional[Name]> | undefined };

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** @throws the error that the service answers to an input that does not have the shape */
export function accept<T>(shape: Shape<T>, input: unknown): T {
  const problems: FieldProblem[] = [];
  if (shape.check(input, '', problems)) return input;
  const details = problems.map(({ Name, Message }) => `Value at '${Name}' failed to satisfy constraint: ${Message}`);
  const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected`;
  throw validation('FIELD_VALIDATION_FAILED', `${count}: ${details.join('; ')}`, problems);
}

export function text({ min, max }: Limits, pattern: RegExp): Shape<string> {
  const whole = new RegExp(`^(?:${pattern.source})$`, 'u');
  return {
    check(value, name, problems): value is string {
      if (typeof value !== 'string') throw wrongType(value, name, 'a string');
      const before = problems.length;
      withinLimits(Array.from(value).length, { min, max }, name, problems);
      if (!whole.test(value)) {
        problems.push({ Name: name, Message: `Member must satisfy regular expression pattern: ${pattern.source}` });
      }
      return problems.length === before;
    },
  };
}

export function oneOf<const Value extends string>(values: readonly Value[]): Shape<Value> {
  return {
    check(value, name, problems): value is Value {
      if (typeof value !== 'string') throw wrongType(value, name, 'a string');
      if (values.some((allowed) => allowed === value)) return true;
      problems.push({ Name: name, Message: `Member must satisfy enum value set: [${values.join(', ')}]` });
      return false;
    },
  };
}

export const flag: Shape<boolean> = {
  check(value, name): value is boolean {
    if (typeof value !== 'boolean') throw wrongType(value, name, 'a boolean');
    return true;
  },
};

export function integer(limits: Limits): Shape<number> {
  return {
    check(value, name, problems): value is number {
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(value, name, 'an integer');
      if (value >= limits.min && value <= limits.max) return true;
      const bound =
        value < limits.min ? `greater than or equal to ${limits.min}` : `less than or equal to ${limits.max}`;
      problems.push({ Name: name, Message: `Member must have value ${bound}` });
      return false;
    },
  };
}

export function listOf<Item>(item: Shape<Item>, limits: Limits): Shape<readonly Item[]> {
  return {
    check(value, name, problems): value is readonly Item[] {
      if (!Array.isArray(value)) throw wrongType(value, name, 'a list');
      const before = problems.length;
      withinLimits(value.length, limits, name, problems);
      value.forEach((member: unknown, index) => item.check(member, `${name}[${index}]`, problems));
      return problems.length === before;
    },
  };
}

/** Ignores unknown members, as the service does with members of newer clients. */
export function structure<Required extends Members, Optional extends Members>(
  required: Required,
  optional: Optional,
): Shape<Structure<Required, Optional>> {
  return {
    check(value, name, problems): value is Structure<Required, Optional> {
      if (!isRecord(value)) throw wrongType(value, name, 'a structure');
      const before = problems.length;
      const path = (member: string): string => (name === '' ? member : `${name}.${member}`);
      for (const [member, shape] of Object.entries(required)) {
        if (value[member] === undefined) {
          problems.push({ Name: path(member), Message: 'Member must not be null' });
        } else {
          shape.check(value[member], path(member), problems);
        }
      }
      for (const [member, shape] of Object.entries(optional)) {
        if (value[member] !== undefined) shape.check(value[member], path(member), problems);
      }
      return problems.length === before;
    },
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withinLimits(length: number, { min, max }: Limits, name: string, problems: FieldProblem[]): void {
  if (length < min) {
    problems.push({ Name: name, Message: `Member must have length greater than or equal to ${min}` });
  } else if (length > max) {
    problems.push({ Name: name, Message: `Member must have length less than or equal to ${max}` });
  }
}

function wrongType(value: unknown, name: string, expected: string): Error {
  const place = name === '' ? 'the request' : name;
  return serialization(`${place} is ${describe(value)}, expected ${expected}`);
}

function describe(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
