import type { StackStatus } from '../cloudformation';
import type { DemoApp } from './app';
import type { Declaration, DemoAccount } from './demo-account';
import type { Finds } from './drift-check';

/** What happens next to the stack, and what is expected of it. */
export type Step = DeployStep | CheckStep | DestroyStep;

interface Told {
  readonly heading: string;
  /** What somebody does beforehand, and how it is told. */
  readonly byHand?: { readonly told: string; readonly act: () => void };
}

export interface DeployStep extends Told {
  readonly do: 'deploy';
  readonly app: DemoApp;
  /** What the app declares and the deployment leaves to the schedule, since it is PENDING. */
  readonly defers?: readonly Declaration[];
  readonly ends: StackStatus | 'no changes';
}

/** The schedule of the stack is due. */
export interface CheckStep extends Told {
  readonly do: 'check';
  readonly finds: Finds;
}

export interface DestroyStep extends Told {
  readonly do: 'destroy';
  readonly ends: StackStatus;
}

/** The life of a stack, each step on top of the one before. */
export function demoSteps(account: DemoAccount): readonly Step[] {
  const { service, support, marketing } = account;
  const number: Declaration = { name: 'PhoneNumber', pool: support, identity: account.desk };
  const others: readonly Declaration[] = [
    { name: 'SenderId', pool: support, identity: account.acme },
    { name: 'RcsAgent', pool: support, identity: account.agent },
  ];
  const moved: Declaration = { ...number, pool: marketing };
  const repaired = [{ ...moved, revision: '2' }, ...others];
  const launch: Declaration = { name: 'LaunchNumber', pool: support, identity: account.launch, deferPending: true };
  const all = [...repaired, launch];
  const takeOut = (): void => {
    service.disassociate(marketing, account.desk);
  };
  return [
    {
      do: 'deploy',
      heading: 'Create: a phone number, a sender ID and an RCS agent in the pool Support',
      app: { associations: [number, ...others], driftDetection: 'report' },
      ends: 'CREATE_COMPLETE',
    },
    {
      do: 'deploy',
      heading: 'Redeploy with no change',
      app: { associations: [number, ...others], driftDetection: 'report' },
      ends: 'no changes',
    },
    {
      do: 'deploy',
      heading: 'Move: the number in the pool Marketing instead',
      app: { associations: [moved, ...others], driftDetection: 'report' },
      ends: 'UPDATE_COMPLETE',
    },
    {
      do: 'check',
      heading: 'Check: the schedule of the drift detection finds what is missing',
      byHand: { told: 'Meanwhile somebody takes the desk number out of Marketing by hand.', act: takeOut },
      finds: { missing: [moved] },
    },
    {
      do: 'deploy',
      heading: 'Repair: the same associations, and another revision of the one that is missing',
      app: { associations: repaired, driftDetection: 'report' },
      ends: 'UPDATE_COMPLETE',
    },
    {
      do: 'deploy',
      heading: 'Defer: one more number, whose registration is pending, and a drift detection that repairs',
      app: { associations: all, driftDetection: 'repair' },
      defers: [launch],
      ends: 'UPDATE_COMPLETE',
    },
    {
      do: 'check',
      heading: 'Wait: a check finds the number still PENDING',
      finds: { pending: [launch] },
    },
    {
      do: 'check',
      heading: 'Come true: the next check puts in what is ready, and back what was taken out',
      byHand: {
        told: 'The launch number becomes ACTIVE. Somebody takes the desk number out of Marketing again.',
        act: () => {
          service.completeRegistration(account.launch);
          takeOut();
        },
      },
      finds: { repaired: all.filter(({ identity }) => identity.kind === 'phone-number') },
    },
    {
      do: 'deploy',
      heading: "Fail: one more sender ID, then somebody else's number; the rollback follows",
      app: {
        associations: [
          ...all,
          { name: 'GermanSenderId', pool: support, identity: account.acmeGermany },
          // One after the other, so that there is something to roll back.
          { name: 'Hotline', pool: support, identity: account.hotline, after: 'GermanSenderId' },
        ],
        driftDetection: 'repair',
      },
      ends: 'UPDATE_ROLLBACK_COMPLETE',
    },
    {
      do: 'destroy',
      heading: 'Destroy',
      ends: 'DELETE_COMPLETE',
    },
  ];
}
