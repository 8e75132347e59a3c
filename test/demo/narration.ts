import type { StackResult } from '../cloudformation';
import type { AssociationResult } from './association-results';
import { type Declaration, type DemoAccount, keyOf, nameIn } from './demo-account';
import type { Screen } from './screen';
import type { Step } from './steps';

/** What is in each pool, by the pool's name. */
export type PoolContents = ReadonlyMap<string, string>;

export function introduce({ service }: DemoAccount, screen: Screen): void {
  const { requestsPerSecond, statusDelayMilliseconds, replayedToken } = service.settings;
  screen.line(
    [
      'The example app, deployed with CloudFormation and the SMS service in memory. The function is the',
      'one that is shipped: it runs in processes of its own, over HTTP, with the permissions that the',
      'template gives it. `npm run demo -- --events` prints what `cdk deploy` would.',
      `- Requests a second for each operation: ${requestsPerSecond ?? 'unlimited'} (AWS: 1)`,
      `- Time that a phone number takes to join or leave a pool: ${statusDelayMilliseconds / 1000} s`,
      `- A client token that the service has seen before: ${replayedToken} (if remembered, the repair is slower)`,
      '- A check that repairs stays some seconds longer, to undo what the stack no longer declares',
    ].join('\n'),
  );
}

const ACTIONS: Readonly<Record<Step['do'], string>> = {
  deploy: '$ cdk deploy',
  check: 'The schedule is due: it calls the function.',
  destroy: '$ cdk destroy',
};

export function showStep(number: string, step: Step, screen: Screen): void {
  screen.line();
  screen.line(screen.style('bold', `═══ ${number} ${step.heading}`));
  if (step.byHand !== undefined) screen.line(screen.style('yellow', step.byHand.told));
  screen.line(ACTIONS[step.do]);
}

/** One line for each association, and how the stack ended. */
export function showResults(
  results: readonly AssociationResult[],
  { status, changed, events }: StackResult,
  pools: (name: string) => string,
  screen: Screen,
): void {
  for (const { name, succeeded, verb, seconds, reason } of results) {
    const mark = succeeded ? screen.style('green', '✔') : screen.style('red', '✘');
    screen.line(`  ${mark} ${name.padEnd(15)} ${pools(name).padEnd(36)} ${verb.padEnd(29)} ${seconds.toFixed(1)} s`);
    if (reason !== undefined) screen.paragraph(' '.repeat(6), reason, 'red');
  }
  const seconds = ((events.at(-1)?.time ?? 0) - (events[0]?.time ?? 0)) / 1000;
  screen.line(changed ? `  ${status} after ${seconds.toFixed(1)} s` : '  no changes');
}

/** The pools with what is in them. */
export function contentsOf(account: DemoAccount): PoolContents {
  const others = account.others.map(({ identity }) => keyOf(identity));
  return new Map(
    [account.support, account.marketing].map((pool) => {
      const identities = account.service
        .contents(pool)
        .map((key) => `${nameIn(account, key)}${others.includes(key) ? '*' : ''}`)
        .sort();
      return [nameIn(account, pool.id), identities.join(', ') || 'nothing'];
    }),
  );
}

export function showPools(contents: PoolContents, screen: Screen): void {
  screen.line();
  for (const [pool, identities] of contents) screen.line(`  ${pool.padEnd(10)} ${identities}`);
  screen.line(screen.style('dim', "  * somebody else's, which the stack must leave"));
}

/** The pools that are different now with what was in them and what is, the others with what is. */
export function showChange(before: PoolContents, after: PoolContents, screen: Screen): void {
  screen.line();
  for (const [pool, identities] of after) {
    const former = before.get(pool) ?? 'nothing';
    if (former === identities) {
      screen.line(`  ${pool.padEnd(10)} unchanged  ${identities}`);
    } else {
      screen.line(`  ${pool.padEnd(10)} before     ${former}`);
      screen.line(`  ${' '.repeat(10)} after      ${identities}`);
    }
  }
}

/** What an association is about: its identity, and the pools that it was and is declared for. */
export function declaredPools(
  account: DemoAccount,
  name: string,
  before: readonly Declaration[],
  after: readonly Declaration[],
): string {
  const [was, is] = [before, after].map((all) => all.find((declaration) => declaration.name === name));
  const identity = (is ?? was)?.identity;
  if (identity === undefined) return '';
  const pools = [was, is].flatMap((declaration) =>
    declaration === undefined ? [] : [nameIn(account, declaration.pool.id)],
  );
  return `${nameIn(account, keyOf(identity))}: ${[...new Set(pools)].join(' → ')}`;
}

export function showAgreement(account: DemoAccount, step: Step, absent: readonly Declaration[], screen: Screen): void {
  const ours = absent.length > 0 ? 'all else that the stack declares, ' : 'what the stack declares, ';
  const before = step.do === 'deploy' && step.ends.includes('ROLLBACK') ? 'what the stack declared before, ' : ours;
  const declared = step.do === 'destroy' ? '' : before;
  for (const { identity } of absent)
    screen.line(screen.style('green', `✔ the ${nameIn(account, keyOf(identity))} is in no pool, as expected`));
  screen.line(screen.style('green', `✔ each pool holds ${declared}what is somebody else's, and nothing more`));
}

export function showProblems(problems: readonly string[], log: readonly string[], screen: Screen): void {
  for (const problem of problems) screen.line(screen.style('red', `✘ ${problem}`));
  screen.line(`The demo ends here. What the function logged in this step:${log.length === 0 ? ' nothing' : ''}`);
  for (const line of log) screen.line(`  ${line}`);
}
