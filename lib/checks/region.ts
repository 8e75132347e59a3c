import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { NamedResource } from '../naming/named-resource';
import { parseSmsVoiceArn } from '../naming/sms-voice-arn';
import { differ } from '../util/known';
import { partitionFlaw } from './arn-flaw';

/** Pool, identity and stack must be in one region: the service has no associations across regions. */
export function checkRegion(scope: Construct, title: string, { arn, env }: NamedResource): void {
  const ownRegion = Stack.of(scope).region;
  const parts = parseSmsVoiceArn(arn ?? '');
  for (const known of [env?.region, parts?.region]) {
    if (known !== undefined && differ(known, ownRegion)) {
      throw new Error(
        `[${scope.node.path}] the ${title} is in region '${known}', and the stack in '${ownRegion}'; ` +
          `expected one region; declare the association in a stack in '${known}'`,
      );
    }
  }
  const flaw = parts === undefined ? undefined : partitionFlaw(parts.partition, ownRegion);
  if (flaw !== undefined) {
    throw new Error(`[${scope.node.path}] ${title}: got the ARN '${arn ?? ''}', ${flaw}; correct the ARN`);
  }
}
