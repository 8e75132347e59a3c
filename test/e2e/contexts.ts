import type { Context } from './cdk-cli';
import type { EmulatedAccount } from './emulated-account';

/** The example app as it is deployed, one after the other, and what the stack's outputs say each time. */
export function contexts(account: EmulatedAccount) {
  const { endpoint, support, marketing, number, pending, senderIds, agent, foreign } = account;
  const [acme, promo] = senderIds;
  const common: Context = {
    endpoint,
    poolId: support.id,
    phoneNumberId: number.id,
    phoneNumberCountry: 'US',
    senderIdCountry: 'GB',
  };
  const first: Context = { ...common, senderId: acme.id, rcsAgentId: agent.id };
  const changed: Context = { ...common, phoneNumberPoolId: marketing.id, senderId: promo.id };
  const found: Context = { ...changed, rcsAgentId: foreign.agent.id };
  const owning: Context = { ...found, takeOwnership: 'true', revision: '2' };
  const repairingDrift: Context = { ...owning, driftDetection: 'repair' };
  return {
    first,
    /** The number in another pool, another sender ID, no agent. */
    changed,
    /** The number in another pool, and an agent that is in a pool of somebody else's. */
    halfTaken: { ...first, phoneNumberPoolId: marketing.id, rcsAgentId: foreign.agent.id } satisfies Context,
    /** The number is in a pool of somebody else's. */
    taken: { ...changed, phoneNumberId: foreign.number.id } satisfies Context,
    /** With an agent that somebody put into the pool by hand. */
    found,
    adopting: { ...found, adoptExisting: 'true' } satisfies Context,
    owning,
    reportingDrift: { ...owning, driftDetection: 'report' } satisfies Context,
    repairingDrift,
    /** Another number, whose registration is not complete. */
    deferring: { ...repairingDrift, phoneNumberId: pending.id, deferPending: 'true' } satisfies Context,
    repairing: { ...found, adoptExisting: 'true', revision: '2' } satisfies Context,
  };
}

/** What the stack's outputs say: name of the association, ARN of the identity, ARN of the pool. */
export type Outputs = Readonly<Record<string, readonly [identity: string, pool: string]>>;

export function outputs({ support, marketing, number, pending, senderIds, agent, foreign }: EmulatedAccount) {
  const [acme, promo] = senderIds;
  const changed: Outputs = { PhoneNumber: [number.arn, marketing.arn], SenderId: [promo.arn, support.arn] };
  const adopting: Outputs = { ...changed, RcsAgent: [foreign.agent.arn, support.arn] };
  return {
    first: {
      PhoneNumber: [number.arn, support.arn],
      SenderId: [acme.arn, support.arn],
      RcsAgent: [agent.arn, support.arn],
    } satisfies Outputs,
    changed,
    adopting,
    deferring: { ...adopting, PhoneNumber: [pending.arn, marketing.arn] } satisfies Outputs,
  };
}
