import { isObject, type JsonObject, type Template } from './template';

/** The values that the intrinsic functions of a stack can refer to. */
export interface Scope {
  readonly template: Template;
  /** Values of parameters and pseudo parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The physical id of a resource that exists. */
  ref(logicalId: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  /** Absent where no import has a value. */
  importValue?(name: string): unknown;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Replaces each intrinsic function in a value by its result. `AWS::NoValue` leaves its key out. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  const call = intrinsicCall(value);
  if (call !== undefined) return call.intrinsic(call.argument, scope);
  return resolveObject(value, scope);
}

export function resolveObject(value: JsonObject, scope: Scope): JsonObject {
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, resolve(item, scope)]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

export function resolveCondition(name: string, scope: Scope): boolean {
  const condition = scope.template.Conditions[name];
  if (condition === undefined) throw new Error(`the template has no condition ${name}`);
  return isTrue(condition, scope);
}

/** The resources that a value refers to, by Ref, Fn::GetAtt or Fn::Sub. */
export function references(value: unknown, template: Template): string[] {
  const found = new Set<string>();
  collect(value, (name) => {
    if (template.Resources[name] !== undefined) found.add(name);
  });
  return [...found];
}

function collect(value: unknown, add: (name: string) => void): void {
  if (Array.isArray(value)) {
    value.forEach((item) => {
      collect(item, add);
    });
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'Ref') add(String(item));
      if (key === 'Fn::GetAtt') add(attributePath(item)[0]);
      if (key === 'Fn::Sub')
        placeholders(subArguments(item)[0]).forEach((name) => {
          add(name.split('.')[0] ?? '');
        });
      collect(item, add);
    }
  }
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => lookUp(text(name, 'Ref'), scope),
  'Fn::GetAtt': (argument, scope) => scope.getAtt(...attributePath(argument)),
  'Fn::Sub': (argument, scope) => {
    const [pattern, variables] = subArguments(argument);
    return pattern.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
      if (variables[name] !== undefined) return text(resolve(variables[name], scope), 'Fn::Sub');
      const [id, ...attribute] = name.split('.');
      return text(
        attribute.length === 0 ? lookUp(name, scope) : scope.getAtt(id ?? '', attribute.join('.')),
        `Fn::Sub of ${name}`,
      );
    });
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    return list(resolve(parts, scope), 'Fn::Join')
      .map((part) => text(part, 'Fn::Join'))
      .join(text(separator, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, from] = list(argument, 'Fn::Select');
    return list(resolve(from, scope), 'Fn::Select')[Number(resolve(index, scope))];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, from] = list(argument, 'Fn::Split');
    return text(resolve(from, scope), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::ImportValue': (name, scope) => {
    if (scope.importValue === undefined) throw new Error(`no value of the import ${JSON.stringify(name)} is known`);
    return scope.importValue(text(resolve(name, scope), 'Fn::ImportValue'));
  },
  'Fn::If': (argument, scope) => {
    const [condition, then, otherwise] = list(argument, 'Fn::If');
    return resolve(resolveCondition(text(condition, 'Fn::If'), scope) ? then : otherwise, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope), 'Fn::Equals');
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => list(argument, 'Fn::And').every((condition) => isTrue(condition, scope)),
  'Fn::Or': (argument, scope) => list(argument, 'Fn::Or').some((condition) => isTrue(condition, scope)),
  'Fn::Not': (argument, scope) => !list(argument, 'Fn::Not').every((condition) => isTrue(condition, scope)),
};

function intrinsicCall(value: JsonObject): { intrinsic: Intrinsic; argument: unknown } | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  const intrinsic = intrinsics[name];
  if (intrinsic !== undefined) return { intrinsic, argument };
  if (name.startsWith('Fn::'))
    throw new Error(`${name} is an intrinsic function that this rig does not know; add it to intrinsics.ts`);
  return undefined;
}

function isTrue(condition: unknown, scope: Scope): boolean {
  if (isObject(condition) && typeof condition.Condition === 'string') {
    return resolveCondition(condition.Condition, scope);
  }
  return resolve(condition, scope) === true;
}

function lookUp(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return undefined;
  return scope.parameters[name] ?? scope.ref(name);
}

function attributePath(argument: unknown): [string, string] {
  const path = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt').map(String);
  const [logicalId = '', ...attribute] = path;
  return [logicalId, attribute.join('.')];
}

function subArguments(argument: unknown): [string, JsonObject] {
  if (typeof argument === 'string') return [argument, {}];
  const [pattern, variables] = list(argument, 'Fn::Sub');
  return [text(pattern, 'Fn::Sub'), isObject(variables) ? variables : {}];
}

function placeholders(pattern: string): string[] {
  return [...pattern.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => match[1] ?? '');
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where} got ${JSON.stringify(value)}, expected a string`);
}

function list(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} got ${JSON.stringify(value)}, expected a list`);
}
