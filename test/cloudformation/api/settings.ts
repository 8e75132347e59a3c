import type { EventIds } from '../stack-events';

/**
 * A failure of the whole API.
 *
 * - `refused`: nothing listens there. Over HTTP the connection is reset instead, since the port stays open.
 * - `dropped`: the connection breaks before a response
 * - `hanging`: no response ever comes, as without a route to the API
 * - `internal`: 500
 * - `unavailable`: 503
 * - `empty`: 200 without a body
 * - `cut`: 200 with the first half of the body
 * - `html`: 200 with the page of a proxy
 */
export type Outage = 'refused' | 'dropped' | 'hanging' | 'internal' | 'unavailable' | OddBody;

export type OddBody = 'empty' | 'cut' | 'html';

/** The behaviour of the API. A test can change it at any time. */
export interface ApiSettings {
  outage: Outage | undefined;
  /** Whether every call fails with AccessDenied. */
  denied: boolean;
  /** Milliseconds between a request and its response. The response shows the state at the request. */
  slowMilliseconds: number;
  /** Responses show the state of that many milliseconds ago. */
  lagMilliseconds: number;
  /** The rate limit of each action; undefined is unlimited. */
  requestsPerSecond: number | undefined;
  /** The number of resources or events in a page. */
  pageSize: number;
  /** How long a NextToken is accepted; undefined is for ever. */
  tokenLifeMilliseconds: number | undefined;
  /** The physical id that each event shows. */
  eventIds: EventIds;
  /** How far CloudFormation's clock is ahead of the functions' clocks. All times that it writes are of its clock. */
  clockAheadMilliseconds: number;
}

export const defaultApiSettings: Readonly<ApiSettings> = {
  outage: undefined,
  denied: false,
  slowMilliseconds: 0,
  lagMilliseconds: 0,
  requestsPerSecond: undefined,
  pageSize: 100,
  tokenLifeMilliseconds: undefined,
  eventIds: 'as the row',
  clockAheadMilliseconds: 0,
};
