/**
 * How the API fails as a whole.
 *
 * - `refused`: nothing listens there. Over HTTP the connection is reset instead, since the port stays open.
 * - `dropped`: the connection breaks before an answer
 * - `hanging`: no answer ever comes, as without a route to the API
 * - `internal`: 500
 * - `unavailable`: 503
 */
export type Outage = 'refused' | 'dropped' | 'hanging' | 'internal' | 'unavailable';

/** How the API answers; may be changed at any time. */
export interface ApiSettings {
  outage: Outage | undefined;
  /** Whether every call is answered with AccessDenied. */
  denied: boolean;
  /** Milliseconds between a request and its answer, which shows the state of the request's arrival. */
  slowMilliseconds: number;
  /** Answers show the state of that long ago. */
  lagMilliseconds: number;
  /** For each action on its own; undefined is unlimited. */
  requestsPerSecond: number | undefined;
  /** The most resources that one page of ListStackResources shows. */
  pageSize: number;
}

export const defaultApiSettings: Readonly<ApiSettings> = {
  outage: undefined,
  denied: false,
  slowMilliseconds: 0,
  lagMilliseconds: 0,
  requestsPerSecond: undefined,
  pageSize: 100,
};
