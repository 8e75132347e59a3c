import type { Arrival } from './faults';

export interface Request {
  readonly operation: string;
  readonly body: string;
  readonly accessKeyId?: string;
  /** Aborts when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A call and its outcome. */
export interface Call extends Arrival {
  /** `success`, the name of the error or the fault; `lost` if the client has no answer (yet). */
  readonly outcome: string;
  readonly reason?: string | undefined;
  /** Whether it changed anything. */
  readonly effective: boolean;
  /** Whether its answer came from the memory of client tokens. */
  readonly replayed: boolean;
}

/** What IAM decides on. */
export interface AuthorizationRequest {
  readonly accessKeyId: string;
  /** As in a policy: `sms-voice:AssociateOriginationIdentity`. */
  readonly action: string;
  /** ARNs. */
  readonly resources: readonly string[];
}
