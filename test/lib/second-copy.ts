import { jest } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import type * as library from 'cdk-sms-pool-association';
import { poolById, RCS_AGENT_ID } from './fixtures';

/** Modules of which an app has one copy, however many copies of the library there are. */
const SHARED = [
  'aws-cdk-lib',
  'aws-cdk-lib/aws-cloudwatch',
  'aws-cdk-lib/aws-ec2',
  'aws-cdk-lib/aws-iam',
  'aws-cdk-lib/aws-lambda',
  'aws-cdk-lib/aws-logs',
  'aws-cdk-lib/aws-s3-assets',
  'aws-cdk-lib/aws-scheduler',
  'aws-cdk-lib/aws-smsvoice',
  'aws-cdk-lib/region-info',
  'constructs',
];

/** Loads the library again, as an app does when one of its dependencies brings a copy of its own. */
export async function secondCopy(): Promise<typeof library> {
  const loaded: (typeof library)[] = [];
  const shared = SHARED.map((name) => [name, jest.requireActual(name)] as const);
  await jest.isolateModulesAsync(async () => {
    for (const [name, module] of shared) jest.doMock(name, () => module);
    loaded.push(await import('cdk-sms-pool-association'));
  });
  const [copy] = loaded;
  if (copy === undefined) throw new Error('expected the library to load a second time');
  return copy;
}

/** Declares an association of an RCS agent with everything of the copy. */
export function declareByCopy(
  copy: typeof library,
  stack: Stack,
  options: Partial<library.OriginationIdentityAssociationProps> = {},
): void {
  new copy.OriginationIdentityAssociation(stack, 'OfTheCopy', {
    pool: poolById(stack),
    originationIdentity: copy.OriginationIdentity.fromRcsAgentId(RCS_AGENT_ID),
    ...options,
  });
}
