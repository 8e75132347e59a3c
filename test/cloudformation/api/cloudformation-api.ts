import { once } from 'node:events';
import type { Clock } from '../../clock';
import type { StackRecords } from '../stack-records';
import { perform } from './actions';
import { ApiError } from './api-error';
import { defaultApiSettings, type ApiSettings, type OddBody, type Outage } from './settings';
import { errorResponse, response } from './xml';

/** An HTTP request, from a socket or from an SDK client in this process. Header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The client gets no response, but an error of the connection. */
export type ConnectionError = 'refused' | 'dropped';

/** A call for IAM to decide. */
export interface ApiAuthorization {
  readonly accessKeyId: string;
  /** As in policies: `cloudformation:DescribeStacks`. */
  readonly action: string;
  /** The stack's ARN. */
  readonly resources: readonly string[];
}

/** A call that arrived, and its outcome. */
export interface ApiCall {
  readonly time: number;
  readonly action: string;
  /** The name or id that the call asks for. */
  readonly stackName: string;
  readonly accessKeyId: string;
  /** `success`, the code of an error, or the outage; `lost` until then. */
  outcome: string;
}

/** A fault of one call. */
export type ApiFault = Outage | 'denied' | 'throttled';

const CREDENTIAL = /^AWS4-HMAC-SHA256 .*Credential=([^/,\s]+)\/[^,\s]+\/aws4_request/;

/** What a function can ask about its stack, in CloudFormation's query protocol: its status, resources, events and template. */
export class CloudFormationApi {
  readonly settings: ApiSettings = { ...defaultApiSettings };
  /** Every call, oldest first. */
  readonly calls: ApiCall[] = [];
  /** Stands in for IAM; without it, every call is allowed. */
  authorize?: (request: ApiAuthorization) => boolean;
  /** Gives the fault of a call, beside those of the settings. */
  fault?: (call: ApiCall) => ApiFault | undefined;
  private readonly rate = new RequestRate();

  constructor(
    private readonly records: StackRecords,
    private readonly clock: Clock,
  ) {}

  async handle(request: WireRequest): Promise<WireResponse | ConnectionError> {
    const response = this.responseTo(request);
    if (this.settings.slowMilliseconds > 0) await this.clock.sleep(this.settings.slowMilliseconds);
    if (response !== 'hanging') return response;
    if (!request.signal.aborted) await once(request.signal, 'abort');
    return 'dropped';
  }

  private responseTo(request: WireRequest): WireResponse | ConnectionError | 'hanging' {
    const form = new URLSearchParams(request.body);
    const call: ApiCall = {
      time: this.clock.now(),
      action: form.get('Action') ?? '',
      stackName: form.get('StackName') ?? '',
      accessKeyId: CREDENTIAL.exec(request.headers.authorization ?? '')?.[1] ?? '',
      outcome: 'lost',
    };
    this.calls.push(call);
    const requestId = `request-${this.calls.length}`;
    const fault = this.faultOf(call);
    if (fault === 'refused' || fault === 'dropped' || fault === 'hanging') {
      call.outcome = fault;
      return fault;
    }
    try {
      this.admit(request, call, fault);
      const result = this.perform(call, form);
      call.outcome = isOdd(fault) ? fault : 'success';
      return success(response(call.action, result, requestId), fault);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      call.outcome = error.code;
      return { status: error.status, headers: { 'content-type': 'text/xml' }, body: errorResponse(error, requestId) };
    }
  }

  /** Throws the error of a call that must not be performed. */
  private admit(request: WireRequest, call: ApiCall, fault: ApiFault | undefined): void {
    if (fault === 'unavailable')
      throw new ApiError(503, 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.');
    if (fault === 'internal')
      throw new ApiError(500, 'InternalFailure', 'The request processing has failed because of an unknown error.');
    if (request.method !== 'POST' || request.path !== '/') {
      throw new ApiError(404, 'UnknownOperationException', 'expected POST / with a form as its body');
    }
    if (call.accessKeyId === '') {
      throw new ApiError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
    }
    if (fault === 'throttled' || !this.rate.admits(call.action, call.time, this.settings.requestsPerSecond)) {
      throw new ApiError(400, 'Throttling', 'Rate exceeded');
    }
    const action = `cloudformation:${call.action}`;
    const resource = this.records.stackAt(call.stackName, call.time)?.id ?? call.stackName;
    const allowed = this.authorize?.({ accessKeyId: call.accessKeyId, action, resources: [resource] }) ?? true;
    if (fault === 'denied' || !allowed) throw accessDenied(action, resource);
  }

  private faultOf(call: ApiCall): ApiFault | undefined {
    const { outage, denied } = this.settings;
    return outage ?? (denied ? 'denied' : this.fault?.(call));
  }

  private perform({ action, time }: ApiCall, form: URLSearchParams): string {
    const { records, settings } = this;
    return perform({ action, form, records, settings, time, shown: time - settings.lagMilliseconds });
  }
}

const ODD_BODIES: Readonly<Record<OddBody, (body: string) => string>> = {
  empty: () => '',
  cut: (body) => body.slice(0, body.length / 2),
  html: () => '<!doctype html><html><head><title>Gateway</title></head><body><p>One moment, please.<br></body></html>',
};

function isOdd(fault: ApiFault | undefined): fault is OddBody {
  return fault !== undefined && fault in ODD_BODIES;
}

function success(body: string, fault: ApiFault | undefined): WireResponse {
  const type = fault === 'html' ? 'text/html' : 'text/xml';
  return { status: 200, headers: { 'content-type': type }, body: isOdd(fault) ? ODD_BODIES[fault](body) : body };
}

function accessDenied(action: string, resource: string): ApiError {
  return new ApiError(
    403,
    'AccessDenied',
    `User: arn:aws:sts::111122223333:assumed-role/Role/Function is not authorized to perform: ${action} on resource: ` +
      `${resource} because no identity-based policy allows the ${action} action`,
  );
}

/** Admits a number of calls of each action in any second. */
class RequestRate {
  private readonly admitted = new Map<string, number[]>();

  /** Whether a call may be performed now; `perSecond` undefined is any number. */
  admits(action: string, now: number, perSecond: number | undefined): boolean {
    if (perSecond === undefined) return true;
    const recent = (this.admitted.get(action) ?? []).filter((time) => time > now - 1000);
    const admits = recent.length < perSecond;
    this.admitted.set(action, admits ? [...recent, now] : recent);
    return admits;
  }
}
