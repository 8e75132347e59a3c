import { VirtualClock } from '../virtual-clock';
import { CloudFormation } from './cloudformation';
import { isCustomResourceEvent, type CustomResourceEvent, type CustomResourceRequest } from './custom-resource-request';
import { InProcessResponses, type ResponseFault } from './in-process-responses';
import type { FunctionRunner } from './lambda-function';
import type { CloudFormationOptions, DeployOptions } from './options';
import type { StackResource, StackResult } from './stack';

/** The means of a scripted function. */
export interface Script {
  readonly clock: VirtualClock;
  /** The number of earlier deliveries of this event. */
  readonly attempt: number;
  /** Submits a response with these fields; gives the HTTP status. */
  readonly respond: (fields: Readonly<Record<string, unknown>>) => Promise<number>;
}

export type ScriptedFunction = (event: CustomResourceEvent, script: Script) => Promise<unknown>;

/** Stacks on a virtual clock, with a function that a test scripts. A script that throws is a crash. */
export function scripted(
  script: ScriptedFunction,
  options: Partial<CloudFormationOptions> & { responseFault?: (body: string) => ResponseFault | undefined } = {},
): Rig {
  const clock = new VirtualClock();
  const responses = new InProcessResponses((_, body) => options.responseFault?.(body));
  const attempts = new Map<string, number>();
  const runner: FunctionRunner = {
    invoke: async (_, event) => {
      if (!isCustomResourceEvent(event)) throw new Error(`not an event of a custom resource: ${JSON.stringify(event)}`);
      const attempt = attempts.get(event.RequestId) ?? 0;
      attempts.set(event.RequestId, attempt + 1);
      const respond = (fields: Readonly<Record<string, unknown>>): Promise<number> =>
        responses.put(event.ResponseURL, JSON.stringify({ ...responseTo(event), ...fields }));
      return script(event, { clock, attempt, respond }).then(
        () => 'done',
        () => 'crashed',
      );
    },
  };
  return new Rig(clock, new CloudFormation({ clock, runner, responses, ...options }));
}

/** The same, with custom resources that fail for no reason but the test's. */
export function failing(
  fails: (event: CustomResourceEvent) => boolean,
  options: Partial<CloudFormationOptions> = {},
): Rig {
  const script: ScriptedFunction = (event, { respond }) =>
    respond(fails(event) ? { Status: 'FAILED', Reason: 'no luck' } : { Status: 'SUCCESS' });
  return scripted(script, options);
}

type Resources = Readonly<Record<string, unknown>>;
type RigDeployOptions = DeployOptions & { readonly sections?: Readonly<Record<string, unknown>> };

export class Rig {
  constructor(
    readonly clock: VirtualClock,
    readonly cloudFormation: CloudFormation,
  ) {}

  /** Deploys a stack of these resources and the function that makes the custom ones. */
  deploy(resources: Resources, options: RigDeployOptions = {}): Promise<StackResult> {
    return this.clock.run(() => this.start(resources, options));
  }

  /** Starts the same deployment; it goes on while the test runs the clock. */
  start(resources: Resources, options: RigDeployOptions = {}): Promise<StackResult> {
    const template = { ...options.sections, Resources: { ...FUNCTION, ...resources } };
    return this.cloudFormation.deploy('Stack', template, options);
  }

  destroy(): Promise<StackResult> {
    return this.clock.run(() => this.cloudFormation.destroy('Stack'));
  }

  /** The resource of the stack, if it exists. */
  resource(logicalId: string): StackResource | undefined {
    return this.cloudFormation.stack('Stack')?.resources.get(logicalId);
  }

  /** Waits until no function runs and none will be invoked again. */
  idle(): Promise<void> {
    return this.clock.run(() => this.cloudFormation.idle());
  }

  get requests(): readonly CustomResourceRequest[] {
    return this.cloudFormation.requests;
  }

  /** The requests, each as `Create A` or `Delete A physical-id`. */
  get story(): string[] {
    return this.requests.map(({ event: { RequestType, LogicalResourceId, PhysicalResourceId } }) =>
      [RequestType, LogicalResourceId, PhysicalResourceId].filter((part) => part !== undefined).join(' '),
    );
  }

  /** The events, each as `A CREATE_COMPLETE`, without those of the function and its role. */
  static events({ events }: StackResult): string[] {
    return events
      .filter(({ logicalId }) => !(logicalId in FUNCTION))
      .map(({ logicalId, status }) => `${logicalId} ${status}`);
  }
}

/** A custom resource with these properties. */
export function custom(
  properties: Readonly<Record<string, unknown>> = {},
  attributes: Readonly<Record<string, unknown>> = {},
): object {
  return {
    Type: 'Custom::Thing',
    Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, ...properties },
    ...attributes,
  };
}

/** A resource of no interest, which others can wait for. */
export function topic(attributes: Readonly<Record<string, unknown>> = {}): object {
  return { Type: 'AWS::SNS::Topic', ...attributes };
}

/** Responds with success. The physical id is the property `Id`, the old one or the logical id; the data are the properties. */
export const succeed: ScriptedFunction = (event, { respond }) =>
  respond({ Status: 'SUCCESS', Data: event.ResourceProperties });

function responseTo(event: CustomResourceEvent): object {
  const { Id } = event.ResourceProperties;
  const physicalId = event.RequestType === 'Delete' ? event.PhysicalResourceId : (Id ?? event.PhysicalResourceId);
  return {
    PhysicalResourceId: physicalId ?? event.LogicalResourceId.toLowerCase(),
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
}

const FUNCTION = {
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Handler: 'index.handler', Timeout: 900 },
  },
};
