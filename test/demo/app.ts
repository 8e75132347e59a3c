import { join } from 'node:path';
import { App, CfnResource } from 'aws-cdk-lib';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import { type AssociationDeclaration, SmsStack } from '../../examples/sms-stack';
import type { Identity } from '../sms-voice';
import type { Declaration } from './demo-account';

export const STACK_NAME = 'SmsPoolAssociationExample';

/** What the app declares. */
export interface DemoApp {
  readonly associations: readonly Declaration[];
  readonly driftDetection: 'report' | 'repair';
}

/** What `cdk synth` makes of the app. */
export interface Synthesized {
  readonly template: unknown;
  /** The directory of the cloud assembly. */
  readonly assembly: string;
  /** Where each resource is in the app, by its logical id. */
  readonly paths: ReadonlyMap<string, string>;
}

/** The stack of the example app with what the demo has it declare. */
export function synthesize(
  { associations, driftDetection }: DemoApp,
  serviceEndpoint: string,
  directory: string,
): Synthesized {
  // The CDK's own validation takes seconds to start.
  const app = new App({ outdir: join(directory, 'cdk.out'), builtinCloudFormationValidation: false });
  const stack = new SmsStack(app, STACK_NAME, {
    description: 'Origination identities in their SMS pools',
    associations: associations.map(associationOf),
    driftDetection,
    serviceEndpoint,
  });
  for (const { name, after } of associations) {
    if (after !== undefined) stack.node.findChild(name).node.addDependency(stack.node.findChild(after));
  }
  const assembly = app.synth();
  const template: unknown = assembly.getStackByName(STACK_NAME).template;
  return { template, assembly: assembly.directory, paths: pathsIn(stack) };
}

function associationOf({ name, pool, identity, revision, deferPending }: Declaration): AssociationDeclaration {
  return {
    name,
    poolId: pool.id,
    originationIdentity: originationIdentityOf(identity),
    ...(revision === undefined ? {} : { revision }),
    ...(deferPending === undefined ? {} : { deferPending }),
  };
}

function originationIdentityOf(identity: Identity): OriginationIdentity {
  switch (identity.kind) {
    case 'phone-number':
      return OriginationIdentity.fromPhoneNumberId(identity.id, identity.country);
    case 'sender-id':
      return OriginationIdentity.fromSenderId(identity.id, identity.country);
    case 'rcs-agent':
      return OriginationIdentity.fromRcsAgentId(identity.id);
  }
}

function pathsIn(stack: SmsStack): Map<string, string> {
  const resources = stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  return new Map(
    resources.map((resource) => [
      String(stack.resolve(resource.logicalId)),
      resource.node.path.replace(`${stack.node.path}/`, '').replace(/\/Resource$/, ''),
    ]),
  );
}
