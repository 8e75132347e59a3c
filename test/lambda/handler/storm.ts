import type { FaultKind, Rule } from '../../sms-voice';

/** How often each fault happens to a call. */
const CHANCES: readonly (readonly [kind: FaultKind, chance: number])[] = [
  ['throttle', 0.1],
  ['internal-before', 0.03],
  ['internal-after', 0.03],
  ['drop-before', 0.02],
  ['drop-after', 0.02],
  ['unavailable', 0.02],
];

/** Faults of random calls, and delays of a fifth of all calls, without end. */
export function storm(): Rule[] {
  const always = { times: Infinity };
  const atRandom = (chance: number) => (): boolean => Math.random() < chance;
  const faults = CHANCES.map(([kind, chance]): Rule => ({ kind, operation: atRandom(chance), ...always }));
  const delays = [20, 100].map((milliseconds): Rule => ({
    kind: 'latency',
    operation: atRandom(0.1),
    milliseconds,
    ...always,
  }));
  return [...faults, ...delays];
}
