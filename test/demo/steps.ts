import type { StackStatus } from '../cloudformation';
import type { Declaration, DemoAccount } from './demo-account';

/** One command of the stack's user, and what is expected of it. */
export interface Step {
  readonly heading: string;
  /** What somebody does to the pools beforehand, and how it is told. */
  readonly byHand?: { readonly told: string; readonly act: () => void };
  /** What the app declares; nothing at all means that the stack is destroyed. */
  readonly declares: readonly Declaration[];
  readonly ends: StackStatus | 'no changes';
}

/** The life of a stack, each step on top of the one before. */
export function demoSteps(account: DemoAccount): readonly Step[] {
  const { service, support, marketing, desk } = account;
  const number: Declaration = { name: 'PhoneNumber', pool: support, identity: desk };
  const others: readonly Declaration[] = [
    { name: 'SenderId', pool: support, identity: account.acme },
    { name: 'RcsAgent', pool: support, identity: account.agent },
  ];
  const moved: Declaration = { ...number, pool: marketing };
  const repaired = [{ ...moved, revision: '2' }, ...others];
  return [
    {
      heading: 'Create: a phone number, a sender ID and an RCS agent in the pool Support',
      declares: [number, ...others],
      ends: 'CREATE_COMPLETE',
    },
    {
      heading: 'Redeploy with no change',
      declares: [number, ...others],
      ends: 'no changes',
    },
    {
      heading: 'Move: the number in the pool Marketing instead',
      declares: [moved, ...others],
      ends: 'UPDATE_COMPLETE',
    },
    {
      heading: 'Repair: the same associations, and another revision of the one that is to be checked',
      byHand: {
        told: 'Meanwhile somebody takes the desk number out of Marketing by hand.',
        act: () => {
          service.disassociate(marketing, desk);
        },
      },
      declares: repaired,
      ends: 'UPDATE_COMPLETE',
    },
    {
      heading: "Fail: one more sender ID, then somebody else's number; the rollback follows",
      declares: [
        ...repaired,
        { name: 'GermanSenderId', pool: support, identity: account.acmeGermany },
        // One after the other, so that there is something to roll back.
        { name: 'Hotline', pool: support, identity: account.hotline, after: 'GermanSenderId' },
      ],
      ends: 'UPDATE_ROLLBACK_COMPLETE',
    },
    {
      heading: 'Destroy',
      declares: [],
      ends: 'DELETE_COMPLETE',
    },
  ];
}
