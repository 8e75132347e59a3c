import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { differ } from '../naming/known';
import type { Reference } from '../naming/reference';
import { parseArn } from '../naming/sms-voice-arn';
import { partitionFlaw } from './arn-flaw';

/** Pool, identity and stack must be in one region: the service has no associations across regions. */
export function checkRegion(scope: Construct, title: string, { arn, env }: Reference): void {
  const ownRegion = Stack.of(scope).region;
  const parts = parseArn(arn ?? '');
  for (const known of [env?.region, parts?.region]) {
    if (known !== undefined && differ(known, ownRegion)) {
      throw new Error(
        `[${scope.node.path}] the ${title} is of region '${known}', the stack of '${ownRegion}'; ` +
          `expected one region; declare the association in a stack of '${known}'`,
      );
    }
  }
  const flaw = parts === undefined ? undefined : partitionFlaw(parts.partition, ownRegion);
  if (flaw !== undefined) {
    throw new Error(`[${scope.node.path}] ${title}: got the ARN '${arn ?? ''}', ${flaw}; correct the ARN`);
  }
}
