import * as cdk from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The API of aws-cdk-lib 2.257 and newer by which findings are acknowledged. The library works without it. */
const VALIDATIONS: unknown = Reflect.get(cdk, 'Validations');

/** Acknowledges findings of validation plug-ins such as cdk-nag, as far as the installed aws-cdk-lib can. */
export function acknowledge(construct: IConstruct, findings: readonly string[], reason: string): void {
  if (!hasMethod(VALIDATIONS, 'of')) return;
  const validations = VALIDATIONS.of(construct);
  if (!hasMethod(validations, 'acknowledge')) return;
  for (const id of findings) {
    try {
      validations.acknowledge({ id, reason });
    } catch {
      // Before 2.269 an id with a pseudo parameter like `<AWS::Region>` in it is refused; the finding stays.
    }
  }
}

function hasMethod<K extends string>(value: unknown, name: K): value is Record<K, (...args: unknown[]) => unknown> {
  return value instanceof Object && typeof Reflect.get(value, name) === 'function';
}
