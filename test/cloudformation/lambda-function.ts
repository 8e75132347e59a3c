import { createHash } from 'node:crypto';
import type { StackResource } from './stack';
import { isObject, type JsonObject } from './template';

/** A deployed function, for its runner. */
export interface LambdaFunction {
  readonly arn: string;
  readonly name: string;
  /** `file.export` in the code directory. */
  readonly handler: string;
  /** The directory of the asset that the template names; absent without an assembly. */
  readonly codeDirectory?: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly region: string;
  /** Stands for the function's role: IamPolicies finds the role by it. */
  readonly accessKeyId: string;
  /** How often Lambda retries an asynchronous invocation that crashed. */
  readonly retries: number;
  readonly maximumEventAgeSeconds: number;
}

/** Runs a function once. A function that throws, exits or exceeds its timeout has crashed. */
export interface FunctionRunner {
  invoke(fn: LambdaFunction, event: object): Promise<'done' | 'crashed'>;
}

/** The access key of a role's functions. */
export function accessKeyOf(roleArn: string): string {
  return `ASIA${createHash('sha256').update(roleArn).digest('hex').slice(0, 16).toUpperCase()}`;
}

/** The function with that ARN, if it exists. */
export function findFunction(
  arn: string,
  resources: readonly StackResource[],
  codeDirectoryOf: (objectKey: string) => string | undefined,
  region: string,
): LambdaFunction | undefined {
  const found = resources.find(
    ({ definition, attributes }) => definition.Type === 'AWS::Lambda::Function' && attributes.Arn === arn,
  );
  if (found === undefined) return undefined;
  const { properties, physicalId } = found;
  const asynchronous = resources.find(
    ({ definition, properties }) =>
      definition.Type === 'AWS::Lambda::EventInvokeConfig' && properties.FunctionName === physicalId,
  )?.properties;
  return {
    arn,
    name: physicalId,
    handler: stringOf(properties.Handler, 'index.handler'),
    codeDirectory: codeDirectoryOf(stringOf(objectOf(properties.Code).S3Key, '')),
    environment: stringsOf(objectOf(objectOf(properties.Environment).Variables)),
    timeoutSeconds: numberOf(properties.Timeout, 3),
    region,
    accessKeyId: accessKeyOf(stringOf(properties.Role, '')),
    retries: numberOf(asynchronous?.MaximumRetryAttempts, 2),
    maximumEventAgeSeconds: numberOf(asynchronous?.MaximumEventAgeInSeconds, 21_600),
  };
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function stringOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function numberOf(value: unknown, otherwise: number): number {
  return value === undefined ? otherwise : Number(value);
}

function stringsOf(values: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}
