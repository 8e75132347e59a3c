import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ProviderService } from '../provider/provider-use';
import { hasMember } from '../util/has-member';
import { SharedState } from '../util/shared-state';
import { associationsOf, type CheckedAssociation, constructsOf } from './checked-association';

/** A drift detection of the app. */
interface Detection {
  readonly construct: IConstruct;
  readonly repair: boolean;
  /** Undefined if the stack has no provider at the time of the call. */
  readonly provider: () => ProviderService | undefined;
}

/** The drift detections of the app, in whichever copy of the library. */
export const detections = new SharedState('drift-detection', isDetection);

/** What is wrong with a drift detection in the complete app. */
export function detectionProblems({ construct, provider }: Detection): string[] {
  const stack = Stack.of(construct);
  const own = provider()?.provider;
  if (own === undefined || associationsOf(stack, own).length === 0) {
    const reason = own === undefined ? 'has no provider' : `has no association that uses '${own.node.path}'`;
    return [
      `'${construct.node.path}' has nothing to check: the stack '${stack.node.path}' ${reason}; expected an association; ` +
        'declare one in this stack, pass the `provider` that its associations use, or remove this construct',
    ];
  }
  const [first] = detectionsOf(stack, own);
  if (first === undefined || first.construct === construct) return [];
  return [
    `'${construct.node.path}' checks the associations that '${first.construct.node.path}' checks; expected one drift ` +
      'detection for each stack and provider; remove one',
  ];
}

/** What is wrong with an association that is left to the drift detection of its stack. */
export function deferralProblems({ association, provider }: CheckedAssociation): string[] {
  const stack = Stack.of(association);
  if (detectionsOf(stack, provider().provider).some(({ repair }) => repair)) return [];
  return [
    `'${association.node.path}' has deferPending: true, and no drift detection of the stack '${stack.node.path}' repairs; ` +
      'expected `new AssociationDriftDetection(this, …, { repair: true })` for its provider, since nobody else associates ' +
      'the number when it is ACTIVE; make one, or leave deferPending out',
  ];
}

function detectionsOf(stack: Stack, provider: IConstruct): Detection[] {
  return constructsOf(stack)
    .flatMap((construct) => detections.of(construct) ?? [])
    .filter((detection) => detection.provider()?.provider === provider);
}

function isDetection(value: unknown): value is Detection {
  return hasMember(value, 'construct');
}
