import {
  AssociateOriginationIdentityCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  DescribeRcsAgentsCommand,
  DisassociateOriginationIdentityCommand,
  ListPoolOriginationIdentitiesCommand,
  PinpointSMSVoiceV2Client,
  ResourceNotFoundException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { classify } from '../../../lambda/service-error';

// Calls by the SDK, as the handler makes them. The test runs this file twice: as it is, and bundled as the handler is.

const ASSOCIATION = { PoolId: 'pool-1', OriginationIdentity: 'phone-1', IsoCountryCode: undefined, ClientToken: 'A-1' };

function makeClient(endpoint: string): PinpointSMSVoiceV2Client {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret', sessionToken: 'not-a-token' };
  return new PinpointSMSVoiceV2Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}

/** Each call that the handler makes, whatever comes of it. */
export async function sendAll(endpoint: string): Promise<void> {
  const client = makeClient(endpoint);
  try {
    await client.send(new AssociateOriginationIdentityCommand(ASSOCIATION));
    await client.send(new DisassociateOriginationIdentityCommand(ASSOCIATION));
    await client.send(new DescribePhoneNumbersCommand({ PhoneNumberIds: ['phone-ü'] }));
    await client.send(new DescribeRcsAgentsCommand({ RcsAgentIds: ['rcs-1'] }));
    await client.send(new DescribePoolsCommand({ PoolIds: ['pool-1'] }));
    await client.send(new ListPoolOriginationIdentitiesCommand({ PoolId: 'pool-1', MaxResults: 100, NextToken: 't' }));
  } finally {
    client.destroy();
  }
}

/** What the handler gets to know of the answer to a read. */
export async function read(endpoint: string): Promise<object> {
  const client = makeClient(endpoint);
  try {
    const output = await client.send(new ListPoolOriginationIdentitiesCommand({ PoolId: 'pool-1' }));
    const { PoolArn, OriginationIdentities, NextToken, $metadata } = output;
    return { PoolArn, OriginationIdentities, NextToken, status: $metadata.httpStatusCode };
  } catch (error) {
    return { ...classify(error), isNotFound: error instanceof ResourceNotFoundException };
  } finally {
    client.destroy();
  }
}
