import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Wanted } from './workload';

/** Declares the associations with CDK's custom resource for single calls, with the fewest rights. */
export function declareAwsCustomResources(stack: Stack, wanted: readonly Wanted[]): void {
  wanted.forEach(({ poolId, id, isoCountryCode }, index) => {
    const call = (action: string): { service: string; action: string; parameters: object } => ({
      service: 'PinpointSMSVoiceV2',
      action,
      parameters: { PoolId: poolId, OriginationIdentity: id, IsoCountryCode: isoCountryCode },
    });
    new AwsCustomResource(stack, `Association${index}`, {
      resourceType: 'Custom::SMSVoiceAssociation',
      onCreate: {
        ...call('associateOriginationIdentity'),
        physicalResourceId: PhysicalResourceId.of(`${poolId}/${id}`),
      },
      onDelete: call('disassociateOriginationIdentity'),
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({
          actions: ['sms-voice:AssociateOriginationIdentity', 'sms-voice:DisassociateOriginationIdentity'],
          resources: [stack.formatArn({ service: 'sms-voice', resource: 'pool', resourceName: poolId })],
        }),
      ]),
      installLatestAwsSdk: false,
    });
  });
}
