import { isDeepStrictEqual } from 'node:util';
import type { FunctionResult } from '../cloudformation';
import { isObject, type JsonObject } from '../cloudformation/template';
import type { Declaration } from './demo-account';

/** What is expected of a check: everything else that is declared is in its pool. */
export interface Finds {
  /** In no pool, and only reported. */
  readonly missing?: readonly Declaration[];
  /** In no pool, and put into the declared one. */
  readonly repaired?: readonly Declaration[];
  readonly pending?: readonly Declaration[];
}

/** An association that was not in its pool, as the function returns it. */
export interface Finding {
  readonly kind: keyof Finds;
  readonly logicalId: string;
  readonly pool: string;
  readonly identity: string;
  /** Where the identity is. */
  readonly found: string;
}

/** One check by the stack's schedule, from what the function returned and logged. */
export interface DriftCheck {
  /** `checked` or `skipped`, or `crashed`. */
  readonly status: string;
  /** How many associations were looked at. */
  readonly associations: unknown;
  readonly findings: readonly Finding[];
  readonly warnings: readonly string[];
  /** The values that CloudWatch makes metrics of, by their names; one object for each line that has any. */
  readonly metrics: readonly JsonObject[];
  readonly seconds: number;
}

export function driftCheck(result: FunctionResult, log: readonly string[], seconds: number): DriftCheck {
  const returned = result.outcome === 'done' && isObject(result.returned) ? result.returned : {};
  const { status = result.outcome, associations, drifted, pending } = returned;
  const entries = log.map(objectFrom);
  return {
    status: String(status),
    associations,
    findings: [
      ...listOf(drifted).map((entry) => findingOf(entry, entry.repaired === true ? 'repaired' : 'missing')),
      ...listOf(pending).map((entry) => findingOf(entry, 'pending')),
    ],
    warnings: entries.flatMap(({ message, warning }) => (message === 'warning' ? [String(warning)] : [])),
    metrics: entries.flatMap(metricsIn),
    seconds,
  };
}

/** In which ways a check is not as expected. */
export function problemsOf(
  { status, associations, findings, warnings, metrics }: DriftCheck,
  finds: Finds,
  declared: readonly Declaration[],
  nameOf: (logicalId: string) => string,
): string[] {
  const { missing = [], repaired = [], pending = [] } = finds;
  const told = (kind: keyof Finds, name: string, identity: string, pool: string, found: string): string =>
    `${kind}: ${name}, ${identity} of ${pool}, ${found}`;
  const expected = (kind: keyof Finds, declarations: readonly Declaration[]): string[] =>
    declarations.map(({ name, identity, pool }) => told(kind, name, identity.id, pool.id, 'nowhere'));
  const got = findings.map(({ kind, logicalId, identity, pool, found }) =>
    told(kind, nameOf(logicalId), identity, pool, found),
  );
  const namedIn = (warning: string) => declared.find(({ identity }) => warning.includes(identity.id))?.name;
  const all = [expected('missing', missing), expected('repaired', repaired), expected('pending', pending)];
  return [
    ...difference('ended with', [status, associations], ['checked', declared.length]),
    ...difference('found', got.sort(), all.flat().sort()),
    ...difference('warned of', warnings.map(namedIn).sort(), missing.map(({ name }) => name).sort()),
    ...difference('emitted', metrics, [
      { Drifted: missing.length, Repaired: repaired.length, Pending: pending.length },
    ]),
  ];
}

function difference(verb: string, got: unknown, expected: unknown): string[] {
  if (isDeepStrictEqual(got, expected)) return [];
  return [`the check ${verb} ${JSON.stringify(got)}; expected ${JSON.stringify(expected)}`];
}

function findingOf(entry: JsonObject, kind: keyof Finds): Finding {
  const { LogicalResourceId, PoolId, OriginationIdentity, found } = entry;
  const [logicalId = '', pool = '', identity = ''] = [LogicalResourceId, PoolId, OriginationIdentity].map(String);
  return { kind, logicalId, pool, identity, found: String(found) };
}

/** As CloudWatch reads a line: the directives name the metrics, and the values stand beside them. */
function metricsIn({ _aws: metadata, ...values }: JsonObject): JsonObject[] {
  const directives = isObject(metadata) ? listOf(metadata.CloudWatchMetrics) : [];
  return directives.map(({ Metrics }) => {
    const names = listOf(Metrics).map(({ Name }) => String(Name));
    return Object.fromEntries(names.map((name) => [name, values[name]]));
  });
}

/** An object in JSON; an empty one for other text, such as a line of a stack trace. */
function objectFrom(line: string): JsonObject {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
