/** An association of a large stack. */
export interface Wanted {
  readonly poolId: string;
  readonly kind: 'phone-number' | 'sender-id' | 'rcs-agent';
  /** The identity's id. */
  readonly id: string;
  readonly isoCountryCode?: string;
}

/** The region has one of the longest names, since policies contain it. */
export const ENVIRONMENT = { account: '111122223333', region: 'ap-southeast-2' };

/** Associations in turns over the pools: of eight identities five phone numbers, two sender IDs and one RCS agent. */
export function workload(associations: number, pools: number): Wanted[] {
  return Array.from({ length: associations }, (_, index) => ({ poolId: poolId(index % pools), ...identity(index) }));
}

export function poolId(index: number): string {
  return `pool-${hex(index)}`;
}

function identity(index: number): Omit<Wanted, 'poolId'> {
  const kind = index % 8;
  if (kind < 5) return { kind: 'phone-number', id: `phone-${hex(index)}`, isoCountryCode: 'US' };
  if (kind < 7) return { kind: 'sender-id', id: `ACME-${index}`, isoCountryCode: 'GB' };
  return { kind: 'rcs-agent', id: `rcs-${hex(index)}` };
}

/** As long as the service's ids. */
function hex(index: number): string {
  return index.toString(16).padStart(32, '0');
}
