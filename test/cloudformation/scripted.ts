import { VirtualClock } from '../virtual-clock';
import { CloudFormation } from './cloudformation';
import type { CustomResourceEvent, CustomResourceRequest } from './custom-resource-request';
import { InProcessResponses, type ResponseFault } from './in-process-responses';
import type { FunctionRunner } from './lambda-function';
import type { CloudFormationOptions, DeployOptions } from './options';
import type { StackResult } from './stack';

/** What a scripted function can do. */
export interface Script {
  readonly clock: VirtualClock;
  /** How often this event was delivered before. */
  readonly attempt: number;
  readonly answer: (fields: Readonly<Record<string, unknown>>) => Promise<number>;
}

export type ScriptedFunction = (event: CustomResourceEvent, script: Script) => Promise<unknown>;

/** Stacks on a virtual clock whose custom resources are made by a few lines of the test. A script that throws crashed. */
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
      const answer = (fields: Readonly<Record<string, unknown>>): Promise<number> =>
        responses.put(event.ResponseURL, JSON.stringify({ ...answerTo(event), ...fields }));
      return script(event, { clock, attempt, answer }).then(
        () => 'done',
        () => 'crashed',
      );
    },
  };
  return new Rig(clock, new CloudFormation({ clock, runner, responses, ...options }));
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

  /** Until no function runs and none is to run again. */
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

  /** Which resources reached which status, each as `A CREATE_COMPLETE`, without the function's own. */
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

/** A resource that just is. */
export function topic(attributes: Readonly<Record<string, unknown>> = {}): object {
  return { Type: 'AWS::SNS::Topic', ...attributes };
}

/** Answers with success, the property `Id` as physical id (or the old one, or the logical id) and the properties as data. */
export const succeed: ScriptedFunction = (event, { answer }) =>
  answer({ Status: 'SUCCESS', Data: event.ResourceProperties });

function answerTo(event: CustomResourceEvent): object {
  const { Id } = event.ResourceProperties;
  const physicalId = event.RequestType === 'Delete' ? event.PhysicalResourceId : (Id ?? event.PhysicalResourceId);
  return {
    PhysicalResourceId: physicalId ?? event.LogicalResourceId.toLowerCase(),
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
}

function isCustomResourceEvent(event: object): event is CustomResourceEvent {
  return 'RequestType' in event && 'ResponseURL' in event;
}

const FUNCTION = {
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Handler: 'index.handler', Timeout: 900 },
  },
};
