import type { Construct } from 'constructs';
import type { AssociationProviderProps } from '../association-provider-props';
import { checkNumber } from './options';
import { problem, propOf } from './problem';

/** Lambda supports no older one. */
export const OLDEST_NODE_VERSION = 22;

/** The version of a Node.js runtime; undefined for any other, and for what is only known at deploy. */
export function nodeVersion(runtime: unknown): number | undefined {
  const [, version] = /^nodejs(\d+)\.x$/.exec(String(runtime)) ?? [];
  return version === undefined ? undefined : Number(version);
}

/** Checks the options that Lambda accepts and the function can't work with. */
export function checkFunctionOptions(provider: Construct, props: AssociationProviderProps): void {
  const { role, permissionsBoundary, runtime, memorySize, reservedConcurrentExecutions } = props;
  if (role !== undefined && permissionsBoundary !== undefined) {
    throw new Error(
      `[${provider.node.path}] got both role and permissionsBoundary; expected one; set the boundary on the role where it is made`,
    );
  }
  if (runtime !== undefined && (nodeVersion(runtime.name) ?? 0) < OLDEST_NODE_VERSION) {
    throw problem(
      propOf(provider, 'runtime'),
      `'${runtime.name}'`,
      `a Node.js runtime, nodejs${OLDEST_NODE_VERSION}.x or newer, since the function is written in JavaScript`,
      'leave it out for the newest one of the region',
    );
  }
  checkNumber(provider, 'memorySize', memorySize, 128, 10_240);
  // With 0 Lambda refuses every event, and CloudFormation waits until its timeout.
  checkNumber(provider, 'reservedConcurrentExecutions', reservedConcurrentExecutions, 1, Infinity);
}
