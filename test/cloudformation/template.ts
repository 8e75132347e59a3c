/** A resource as the template declares it. */
export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly DependsOn: readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface ParameterDefinition {
  readonly Default?: string;
}

export interface OutputDefinition {
  readonly Value: unknown;
  readonly Condition?: string;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly Conditions: JsonObject;
  readonly Resources: Readonly<Record<string, ResourceDefinition>>;
  readonly Outputs: Readonly<Record<string, OutputDefinition>>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Several, one or none. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Reads a template as `JSON.parse` or `Template.fromStack(stack).toJSON()` gives it. */
export function parseTemplate(value: unknown): Template {
  const template = objectAt(value, 'the template');
  return {
    Parameters: mapValues(sectionOf(template, 'Parameters'), parameter),
    Conditions: sectionOf(template, 'Conditions'),
    Resources: mapValues(sectionOf(template, 'Resources'), resource),
    Outputs: mapValues(sectionOf(template, 'Outputs'), output),
  };
}

function resource(value: unknown, logicalId: string): ResourceDefinition {
  const definition = objectAt(value, `resource ${logicalId}`);
  return {
    Type: stringAt(definition.Type, `Type of resource ${logicalId}`),
    Properties: sectionOf(definition, 'Properties'),
    DependsOn: listOf(definition.DependsOn).map((id) => stringAt(id, `DependsOn of resource ${logicalId}`)),
    ...optionalString(definition, 'Condition'),
    ...optionalString(definition, 'DeletionPolicy'),
    ...optionalString(definition, 'UpdateReplacePolicy'),
  };
}

function parameter(value: unknown, name: string): ParameterDefinition {
  const definition = objectAt(value, `parameter ${name}`);
  const { Default } = definition;
  const scalar = typeof Default === 'number' || typeof Default === 'boolean' ? String(Default) : Default;
  return optionalString({ Default: scalar }, 'Default');
}

function output(value: unknown, name: string): OutputDefinition {
  const definition = objectAt(value, `output ${name}`);
  return {
    Value: definition.Value,
    ...optionalString(definition, 'Condition'),
  };
}

function sectionOf(parent: JsonObject, name: string): JsonObject {
  const section = parent[name];
  return section === undefined ? {} : objectAt(section, name);
}

function optionalString<Name extends string>(parent: JsonObject, name: Name): Partial<Record<Name, string>> {
  const value = parent[name];
  const none: Partial<Record<Name, string>> = {};
  return value === undefined ? none : { ...none, [name]: stringAt(value, name) };
}

function objectAt(value: unknown, what: string): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`${what} is ${JSON.stringify(value)}, expected an object: is this a synthesized template?`);
}

function stringAt(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${what} is ${JSON.stringify(value)}, expected a string: is this a synthesized template?`);
}

function mapValues<T>(section: JsonObject, read: (value: unknown, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(section).map(([key, value]) => [key, read(value, key)]));
}
