import type { Environment } from '../util/arn';
import { isJsonObject } from '../util/json-object';
import { parsePhysicalId } from '../association/physical-resource-id';
import { EXISTS, type StackResource, type StackState } from './statuses';

/** More values of one expression than any list has. */
const MAX_VALUES = 1_000;

/**
 * The strings that a value of a template can stand for: those of both branches of `Fn::If`, and none for what stays
 * unresolved, such as an import.
 */
export function templateValues(value: unknown, stack: StackState, environment: Environment): string[] {
  const resolve = (inner: unknown): string[] => templateValues(inner, stack, environment);
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(resolve);
  if (!isJsonObject(value)) return [];
  const [[name, argument] = ['', undefined]] = Object.entries(value);
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? reference(argument, stack, environment) : [];
    case 'Fn::GetAtt':
      return attribute(argument, stack);
    case 'Fn::If':
      return Array.isArray(argument) ? argument.slice(1).flatMap(resolve) : [];
    case 'Fn::Join':
      return Array.isArray(argument) ? join(argument, resolve) : [];
    case 'Fn::Sub':
      return substitute(argument, resolve);
    default:
      return [];
  }
}

function reference(name: string, { parameters, resources }: StackState, environment: Environment): string[] {
  const pseudo = new Map([
    ['AWS::Partition', environment.partition],
    ['AWS::Region', environment.region],
    ['AWS::AccountId', environment.account],
  ]);
  const text = pseudo.get(name) ?? parameters.get(name);
  // The value of a list parameter is one string with commas. No name of an identity has one.
  if (text !== undefined) return text.split(',').map((item) => item.trim());
  return resources.filter((resource) => resource.logicalResourceId === name).flatMap(nameOf);
}

/** Every attribute that a pool's list can use is the id or ARN of its resource. */
function attribute(argument: unknown, { resources }: StackState): string[] {
  const [logicalId] = itemsOf(typeof argument === 'string' ? argument.split('.') : argument);
  return resources.filter((resource) => resource.logicalResourceId === logicalId).flatMap(nameOf);
}

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What a resource names: its physical id, or the identity of an association. */
function nameOf({ physicalResourceId, status }: StackResource): string[] {
  if (!EXISTS.has(status) && status !== 'CREATE_IN_PROGRESS') return [];
  const parsed = parsePhysicalId(physicalResourceId);
  if (!('key' in parsed)) return [physicalResourceId.replace('|', '/')];
  return [parsed.key.replace(/^pool-[^/]+\//, '')];
}

function join([delimiter, parts]: readonly unknown[], resolve: (value: unknown) => string[]): string[] {
  if (typeof delimiter !== 'string' || !Array.isArray(parts)) return [];
  return combine(parts.map(resolve)).map((texts) => texts.join(delimiter));
}

/** `Fn::Sub` with `${Name}`, `${Name.Attribute}` and `${!Literal}`; the second argument has values of its own. */
function substitute(argument: unknown, resolve: (value: unknown) => string[]): string[] {
  const [text, own] = itemsOf(Array.isArray(argument) ? argument : [argument]);
  if (typeof text !== 'string') return [];
  const parts = text.split(/(\$\{[^}]*\})/).map((part) => {
    const name = /^\$\{(.*)\}$/.exec(part)?.[1]?.trim();
    if (name === undefined) return [part];
    if (name.startsWith('!')) return [`\${${name.slice(1)}}`];
    if (isJsonObject(own) && name in own) return resolve(own[name]);
    return resolve(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
  });
  return combine(parts).map((texts) => texts.join(''));
}

/** Every choice of one value from each list. */
function combine(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (found, list) => found.flatMap((texts) => list.map((text) => [...texts, text])).slice(0, MAX_VALUES),
    [[]],
  );
}
