import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { differ, parseArn } from './sms-voice-arn';

/** A pool or an identity, named by an id, an ARN, or both. */
export interface Named {
  readonly id?: string;
  readonly arn?: string;
  /** Whether it is an L1 resource of this app, so that both names are references to it. */
  readonly ofThisApp?: boolean;
  /** The region of the construct that it was given as. */
  readonly region?: string;
}

/**
 * The name to send to the service: the id, or the ARN where the id is not enough.
 *
 * What another account shares has to be named by its ARN; where the stack's account isn't known, an ARN is right for both.
 */
export function nameToSend(scope: Construct, { id, arn, ofThisApp }: Named): string {
  if (id !== undefined && (arn === undefined || ofThisApp === true)) return id;
  if (arn === undefined) throw new Error(`${scope.node.path}: got neither an id nor an ARN; expected one of them`);
  return id === undefined || mayBeOfAnotherAccount(scope, arn) ? arn : id;
}

/** Whether the ARN may name what another account shares, which rights to this account's resources don't cover. */
export function mayBeOfAnotherAccount(scope: Construct, arn: string): boolean {
  const account = parseArn(arn)?.account;
  return account !== Stack.of(scope).account && account !== Aws.ACCOUNT_ID;
}

/** The service has no associations across regions. */
export function checkRegion(scope: Construct, title: string, { arn, region }: Named): void {
  const ownRegion = Stack.of(scope).region;
  for (const known of [region, parseArn(arn ?? '')?.region]) {
    if (known !== undefined && differ(known, ownRegion)) {
      throw new Error(
        `[${scope.node.path}] the ${title} is of region '${known}', the stack of '${ownRegion}'; ` +
          `expected one region; declare the association in a stack of '${known}'`,
      );
    }
  }
}
