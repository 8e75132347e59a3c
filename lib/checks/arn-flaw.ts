import { RegionInfo } from 'aws-cdk-lib/region-info';
import { differ, isKnown } from '../util/known';
import type { SmsVoiceArn } from '../naming/sms-voice-arn';

/** The first thing that is wrong with the parts of an ARN before the resource's name. */
export function arnFlaw(kind: string, arn: SmsVoiceArn): string | undefined {
  if (differ(arn.service, 'sms-voice')) return `whose service is '${arn.service}'; for SMS pools it is 'sms-voice'`;
  if (differ(arn.kind, kind)) return `whose resource type is '${arn.kind}'`;
  if (isKnown(arn.region) && !/^[a-z]+(-[a-z]+)+-\d+$/.test(arn.region)) return `whose region is '${arn.region}'`;
  if (isKnown(arn.account) && !/^\d{12}$/.test(arn.account)) {
    return `whose account is '${arn.account}'; an account has 12 digits`;
  }
  return partitionFlaw(arn.partition, arn.region);
}

/** The CDK does not know the newest regions; an ARN of one of these passes. */
export function partitionFlaw(partition: string, region: string): string | undefined {
  const expected = isKnown(region) ? RegionInfo.get(region).partition : undefined;
  if (expected === undefined || !differ(partition, expected)) return undefined;
  return `whose partition is '${partition}'; that of ${region} is '${expected}'`;
}
