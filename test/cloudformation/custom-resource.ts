import type { Clock } from '../clock';
import { mismatchOf, parseResponse, type FunctionResponse, type ParsedResponse } from './response';
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
import type { Mutable } from './stack';
import type { JsonObject } from './template';
import type { UniqueNames } from './unique-names';

export interface CustomResourceOptions {
  readonly clock: Clock;
  readonly names: UniqueNames;
  readonly invocations: AsyncInvocations;
  readonly responses: ResponseEndpoint;
  readonly delivery: (event: CustomResourceEvent) => Delivery;
  /** The moment that a ResponseURL shows as its X-Amz-Date, if it shows one. */
  readonly signedAt: (time: number) => number | undefined;
  functionExists(arn: string): boolean;
}

type Request = Pick<CustomResourceEvent, 'RequestType' | 'PhysicalResourceId' | 'OldResourceProperties'>;
type Record = Mutable<Omit<CustomResourceRequest, 'invocations' | 'responses'>> & {
  invocations: Invocation[];
  responses: FunctionResponse[];
};

const DEFAULT_TIMEOUT_SECONDS = 3600;

/** `Custom::…`: a resource that a function makes. */
export class CustomResource implements ResourceType {
  readonly requests: Record[] = [];

  constructor(private readonly options: CustomResourceOptions) {}

  async create(request: ResourceRequest): Promise<Made> {
    // The physical id until the function gives one.
    const invented = this.options.names.physicalId(request.stackName, request.logicalId);
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
      const response = await sent.response;
      const physicalId = response.physicalId ?? knownId;
      const { RequestId } = sent.record.event;
      sent.record.outcome = response.success ? 'SUCCESS' : 'FAILED';
      if (response.success) return { physicalId, attributes: response.data };
      throw new ResourceFailure(
        `Received response status [FAILED] from custom resource. Message returned: ${response.reason} (RequestId: ${RequestId})`,
        { physicalId },
      );
    } catch (error) {
      if (error instanceof ResourceFailure) throw error;
      sent.record.outcome = request.signal.aborted ? 'cancelled' : 'timed out';
      throw new ResourceFailure(error instanceof Error ? error.message : String(error), { physicalId: knownId });
    }
  }

  /** Sends the event. The response is the first that belongs to it; it rejects at the timeout and when cancelled. */
  private open(request: ResourceRequest, details: Request): { record: Record; response: Promise<ParsedResponse> } {
    const { clock, responses, invocations, delivery, signedAt } = this.options;
    let accept: (response: ParsedResponse) => void = () => undefined;
    const response = new Promise<ParsedResponse>((resolve) => {
      accept = resolve;
    });
    const sentAt = clock.now();
    const event: CustomResourceEvent = {
      ...details,
      ServiceToken: this.serviceToken(request),
      ResponseURL: responses.open((body) => {
        this.receive(record, body, accept);
      }, signedAt(sentAt)),
      StackId: request.stackId,
      RequestId: request.requestId,
      LogicalResourceId: request.logicalId,
      ResourceType: request.type,
      ResourceProperties: scalarsAsStrings(request.properties),
    };
    const record: Record = { sentAt, event, invocations: [], responses: [], outcome: 'open' };
    this.requests.push(record);
    invocations.send(event.ServiceToken, event, delivery(event), record.invocations);
    return { record, response: this.inTime(response, request, event) };
  }

  private serviceToken(request: ResourceRequest): string {
    const token = String(request.properties.ServiceToken);
    if (this.options.functionExists(token)) return token;
    throw new ResourceFailure(`Function not found: ${token}`);
  }

  private receive(record: Record, body: string, accept: (response: ParsedResponse) => void): void {
    const mismatch =
      record.outcome === 'open' ? mismatchOf(body, record.event) : `the request is ${record.outcome} already`;
    const earlier = record.responses.some(({ ignored }) => ignored === undefined)
      ? 'an earlier response was accepted'
      : undefined;
    const ignored = earlier ?? mismatch;
    record.responses.push({ time: this.options.clock.now(), body, bytes: Buffer.byteLength(body), ignored });
    if (ignored === undefined) accept(parseResponse(body));
  }

  private async inTime(
    response: Promise<ParsedResponse>,
    request: ResourceRequest,
    event: CustomResourceEvent,
  ): Promise<ParsedResponse> {
    const seconds = Number(request.properties.ServiceTimeout ?? DEFAULT_TIMEOUT_SECONDS);
    const responded = new AbortController();
    const timeout = this.options.clock
      .sleep(seconds * 1000, AbortSignal.any([responded.signal, request.signal]))
      .then(() => {
        throw new Error(
          'CloudFormation did not receive a response from your Custom Resource. ' +
            `Please check your logs for requestId [${event.RequestId}].`,
        );
      });
    try {
      return await Promise.race([response, timeout]);
    } finally {
      timeout.catch(() => undefined); // A rejection that nothing awaits would end the process.
      responded.abort(new Error('the function has responded'));
    }
  }
}

/** CloudFormation sends every number and boolean as a string, also in lists and objects. */
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
