import { DescribeStacksCommand, type CloudFormation } from '@aws-sdk/client-cloudformation';
import { DescribePoolsCommand, type PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';

/** Where the requests go: to AWS, or to what the environment or the profile names in its place. */
export class Endpoint {
  constructor(readonly origin: string) {}

  /** Whether an AWS account answers, also through a VPC endpoint. */
  get isAws(): boolean {
    return /\.(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/.test(new URL(this.origin).hostname);
  }
}

export async function smsVoiceEndpoint({ config }: PinpointSMSVoiceV2): Promise<Endpoint> {
  const { url } = await getEndpointFromInstructions({}, DescribePoolsCommand, config);
  return new Endpoint(url.origin);
}

export async function cloudFormationEndpoint({ config }: CloudFormation): Promise<Endpoint> {
  const { url } = await getEndpointFromInstructions({}, DescribeStacksCommand, config);
  return new Endpoint(url.origin);
}

/** Lines for the report. */
export function provenance(endpoints: readonly Endpoint[]): string[] {
  const others = endpoints.filter(({ isAws }) => !isAws);
  return [
    ...endpoints.map(({ origin }) => `Endpoint: ${origin}`),
    ...(others.length === 0
      ? []
      : ['**NOT FROM AN AWS ACCOUNT**: it says how the program at this endpoint behaves, not how AWS does.']),
  ];
}
