import { join } from 'node:path';
import type { Event } from '../../lambda/harness/event';

/** A function that makes and removes an association. */
export interface Rival {
  readonly name: string;
  /** A file that exports a handler. */
  readonly file: string;
  readonly exported: string;
  /** Its event for the event of this library's resource. */
  readonly event: (event: Event, parameters: Parameters) => Event;
  /** Whether it responds over HTTPS on port 443 only. */
  readonly httpsOnly: boolean;
  /** The function that it calls through Lambda, in its file. */
  readonly calls?: { readonly file: string; readonly exported: string };
}

/** The parameters of both operations. */
export interface Parameters {
  readonly PoolId: string;
  readonly OriginationIdentity: string;
  readonly IsoCountryCode: string;
}

const ROOT = join(__dirname, '..', '..', '..');
const CDK = join(ROOT, 'node_modules', 'aws-cdk-lib');

export const ours: Rival = {
  name: 'this library',
  file: join(ROOT, 'lambda', 'dist', 'index.js'),
  exported: 'handler',
  event: (event) => event,
  httpsOnly: false,
};

/** CDK's custom resource for single calls, as aws-cdk-lib ships it. */
export const awsCustomResource: Rival = {
  name: '`AwsCustomResource`',
  file: join(CDK, 'custom-resource-handlers', 'dist', 'custom-resources', 'aws-custom-resource-handler', 'index.js'),
  exported: 'handler',
  event: (event, parameters) => ({
    ...event,
    ResourceProperties: {
      Create: sdkCall('AssociateOriginationIdentity', parameters),
      Delete: sdkCall('DisassociateOriginationIdentity', parameters),
      InstallLatestAwsSdk: 'false',
    },
  }),
  httpsOnly: true,
};

/** CDK's framework, as aws-cdk-lib ships it, with a handler written by hand. */
export function providerFramework(byHand: string): Rival {
  return {
    name: 'Provider framework',
    file: join(CDK, 'custom-resources', 'lib', 'provider-framework', 'runtime', 'framework.js'),
    exported: 'onEvent',
    event: (event) => event,
    httpsOnly: true,
    calls: { file: byHand, exported: 'onEvent' },
  };
}

/** @param byHand the bundle of a handler written by hand */
export function plainHandler(byHand: string): Rival {
  return { name: 'plain handler', file: byHand, exported: 'handler', event: (event) => event, httpsOnly: false };
}

/** As AwsCustomResource writes it into the template. */
function sdkCall(action: string, parameters: Parameters): string {
  const physicalResourceId = { id: parameters.OriginationIdentity };
  return JSON.stringify({ service: 'pinpoint-sms-voice-v2', action, parameters, physicalResourceId });
}
