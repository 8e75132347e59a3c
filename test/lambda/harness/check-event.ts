import type { Identity, Pool } from '../../sms-voice';
import { type Event, LOGICAL_ID, STACK_ID } from './event';

export interface CheckEntry {
  readonly LogicalResourceId: string;
  readonly Path: string;
  readonly PoolId: string;
  readonly OriginationIdentity: string;
  readonly IsoCountryCode?: string;
}

/** An association as the schedule's event has it. */
export function checkEntry(pool: Pool, identity: Identity, logicalId = LOGICAL_ID): CheckEntry {
  const { id, country } = identity;
  const entry = { LogicalResourceId: logicalId, Path: `Shop/${logicalId}`, PoolId: pool.id, OriginationIdentity: id };
  return country === undefined ? entry : { ...entry, IsoCountryCode: country };
}

/** The event that the schedule sends. */
export function checkEvent(associations: readonly unknown[], fields: Event = {}): Event {
  return { DriftDetection: { StackId: STACK_ID, Associations: associations, ...fields } };
}
