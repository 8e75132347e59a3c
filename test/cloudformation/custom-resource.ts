import type { Clock } from '../clock';
import { strayReason, verdictOn, type Answer, type Verdict } from './answer';
import type { AsyncInvocations, Delivery, Invocation } from './async-invocations';
import type { CustomResourceEvent, CustomResourceRequest, ResponseEndpoint } from './custom-resource-request';
import {
  ResourceFailure,
  type DeleteRequest,
  type Made,
  type ResourceRequest,
  type ResourceType,
  type UpdateRequest,
} from './resource-type';
import type { JsonObject } from './template';
import type { UniqueNames } from './unique-names';

export interface Surroundings {
  readonly clock: Clock;
  readonly names: UniqueNames;
  readonly invocations: AsyncInvocations;
  readonly responses: ResponseEndpoint;
  readonly delivery: (event: CustomResourceEvent) => Delivery;
  readonly signedUrlDates: boolean;
  functionExists(arn: string): boolean;
}

type Request = Pick<CustomResourceEvent, 'RequestType' | 'PhysicalResourceId' | 'OldResourceProperties'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Record = Mutable<Omit<CustomResourceRequest, 'invocations' | 'answers'>> & {
  invocations: Invocation[];
  answers: Answer[];
};

const DEFAULT_TIMEOUT_SECONDS = 3600;

/** A resource that a function makes: `Custom::…`. */
export class CustomResource implements ResourceType {
  readonly requests: Record[] = [];

  constructor(private readonly surroundings: Surroundings) {}

  async create(request: ResourceRequest): Promise<Made> {
    // What the resource is called as long as its function has not named it.
    const invented = this.surroundings.names.physicalId(request.stackName, request.logicalId);
    return this.make(request, { RequestType: 'Create' }, invented);
  }

  async update(request: UpdateRequest): Promise<Made> {
    const { physicalId, oldProperties, properties } = request;
    if (properties.ServiceToken !== oldProperties.ServiceToken) {
      throw new ResourceFailure('Modifying service token is not allowed.');
    }
    return this.make(
      request,
      { RequestType: 'Update', PhysicalResourceId: physicalId, OldResourceProperties: scalarsAsStrings(oldProperties) },
      physicalId,
    );
  }

  async delete(request: DeleteRequest): Promise<void> {
    await this.make(request, { RequestType: 'Delete', PhysicalResourceId: request.physicalId }, request.physicalId);
  }

  private async make(request: ResourceRequest, details: Request, knownId: string): Promise<Made> {
    const sent = this.open(request, details);
    try {
      const verdict = await sent.verdict;
      const physicalId = verdict.physicalId ?? knownId;
      const { RequestId } = sent.record.event;
      sent.record.outcome = verdict.success ? 'SUCCESS' : 'FAILED';
      if (verdict.success) return { physicalId, attributes: verdict.data };
      throw new ResourceFailure(
        `Received response status [FAILED] from custom resource. Message returned: ${verdict.reason} (RequestId: ${RequestId})`,
        { physicalId },
      );
    } catch (error) {
      if (error instanceof ResourceFailure) throw error;
      sent.record.outcome = request.signal.aborted ? 'cancelled' : 'timed out';
      throw new ResourceFailure(error instanceof Error ? error.message : String(error), { physicalId: knownId });
    }
  }

  /** Sends the event; the verdict is the first fitting answer, or rejects when none came in time. */
  private open(request: ResourceRequest, details: Request): { record: Record; verdict: Promise<Verdict> } {
    const { clock, responses, invocations, delivery, names, signedUrlDates } = this.surroundings;
    let accept: (verdict: Verdict) => void = () => undefined;
    const answer = new Promise<Verdict>((resolve) => {
      accept = resolve;
    });
    const sentAt = clock.now();
    const event: CustomResourceEvent = {
      ...details,
      ServiceToken: this.serviceToken(request),
      ResponseURL: responses.open(
        (body) => {
          this.receive(record, body, accept);
        },
        signedUrlDates ? sentAt : undefined,
      ),
      StackId: request.stackId,
      RequestId: names.uuid(),
      LogicalResourceId: request.logicalId,
      ResourceType: request.type,
      ResourceProperties: scalarsAsStrings(request.properties),
    };
    const record: Record = { sentAt, event, invocations: [], answers: [], outcome: 'open' };
    this.requests.push(record);
    invocations.send(event.ServiceToken, event, delivery(event), record.invocations);
    return { record, verdict: this.inTime(answer, request, event) };
  }

  private serviceToken(request: ResourceRequest): string {
    const token = String(request.properties.ServiceToken);
    if (this.surroundings.functionExists(token)) return token;
    throw new ResourceFailure(`Function not found: ${token}`);
  }

  private receive(record: Record, body: string, accept: (verdict: Verdict) => void): void {
    const stray =
      record.outcome === 'open' ? strayReason(body, record.event) : `the request is ${record.outcome} already`;
    const earlier = record.answers.some(({ ignored }) => ignored === undefined)
      ? 'an earlier answer counted'
      : undefined;
    const ignored = earlier ?? stray;
    const bytes = Buffer.byteLength(body);
    record.answers.push({
      time: this.surroundings.clock.now(),
      body,
      bytes,
      ...(ignored === undefined ? {} : { ignored }),
    });
    if (ignored === undefined) accept(verdictOn(body));
  }

  private async inTime(
    answer: Promise<Verdict>,
    request: ResourceRequest,
    event: CustomResourceEvent,
  ): Promise<Verdict> {
    const seconds = Number(request.properties.ServiceTimeout ?? DEFAULT_TIMEOUT_SECONDS);
    const answered = new AbortController();
    const timeout = this.surroundings.clock
      .sleep(seconds * 1000, AbortSignal.any([answered.signal, request.signal]))
      .then(() => {
        throw new Error(
          'CloudFormation did not receive a response from your Custom Resource. ' +
            `Please check your logs for requestId [${event.RequestId}].`,
        );
      });
    try {
      return await Promise.race([answer, timeout]);
    } finally {
      timeout.catch(() => undefined); // Nobody waits for it any longer.
      answered.abort(new Error('answered'));
    }
  }
}

/** CloudFormation sends every number and boolean as a string, however deep. */
export function scalarsAsStrings(properties: JsonObject): JsonObject {
  const asSent = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asSent);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asSent(item)]));
    }
    return String(value);
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, asSent(value)]));
}
