import type { DriftCheck, Finds } from './drift-check';
import type { Screen, Style } from './screen';

const KINDS: Readonly<Record<keyof Finds, { readonly mark: string; readonly style: Style; readonly told: string }>> = {
  missing: { mark: '✘', style: 'red', told: 'reported' },
  repaired: { mark: '✔', style: 'green', told: 'associated' },
  pending: { mark: '…', style: 'yellow', told: 'it is PENDING' },
};

/** One line for each association that was not in its pool, what the log says of it, and the metrics. */
export function showCheck(
  { status, associations, findings, warnings, metrics, seconds }: DriftCheck,
  nameOf: (logicalId: string) => string,
  pools: (name: string) => string,
  screen: Screen,
): void {
  for (const { kind, logicalId, found } of findings) {
    const name = nameOf(logicalId);
    const { mark, style, told } = KINDS[kind];
    screen.line(`  ${screen.style(style, mark)} ${name.padEnd(15)} ${pools(name).padEnd(36)} found ${found}: ${told}`);
  }
  screen.line(`  ${status} ${String(associations)} associations in ${seconds.toFixed(1)} s`);
  // The line above says which association it is about.
  for (const warning of warnings)
    screen.paragraph('  log      ', warning.replace(/^.* is not in pool \S+ /, ''), 'yellow');
  for (const values of metrics) {
    const told = Object.entries(values).map(([name, value]) => `${name} ${String(value)}`);
    screen.line(`  metrics  ${told.join(', ')}`);
  }
}
