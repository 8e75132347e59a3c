import { keyOf, nameIn, type Scene } from './scene';
import type { Screen } from './screen';
import type { Step } from './steps';

const ID_WIDTH = `pool-${'0'.repeat(32)}`.length;

export function introduce({ service }: Scene, screen: Screen): void {
  const { requestsPerSecond, statusDelayMilliseconds, replayedToken } = service.settings;
  screen.line(
    [
      'The example app, deployed with CloudFormation and the SMS service in memory. Its function is the one that is',
      'shipped: it runs in processes of its own, over HTTP, with the rights that the template gives it.',
      `- Requests a second for each operation: ${requestsPerSecond ?? 'unlimited'} (AWS: 1)`,
      `- Time that a phone number takes to join or leave a pool: ${statusDelayMilliseconds / 1000} s`,
      `- A client token that the service has seen before: ${replayedToken} (remembered: the repair takes 10 s more)`,
    ].join('\n'),
  );
}

export function showStep(number: string, { heading, byHand, declares }: Step, screen: Screen): void {
  screen.line();
  screen.line(screen.style('bold', `═══ ${number} ${heading}`));
  if (byHand !== undefined) screen.line(screen.style('yellow', byHand.told));
  screen.line(declares.length > 0 ? '$ cdk deploy' : '$ cdk destroy');
}

/** The pools by name and id with what is in them. */
export function showPools(scene: Scene, screen: Screen): void {
  const others = scene.others.map(({ identity }) => keyOf(identity));
  const row = (name: string, id: string, identities: string): string =>
    `  ${name.padEnd(10)} ${id.padEnd(ID_WIDTH)}  ${identities}`;
  screen.line();
  screen.line(screen.style('dim', row('POOL', 'ID', "ORIGINATION IDENTITIES (* somebody else's)")));
  for (const pool of [scene.support, scene.marketing]) {
    const identities = scene.service
      .contents(pool)
      .map((key) => `${nameIn(scene, key)}${others.includes(key) ? '*' : ''}`)
      .sort();
    screen.line(row(nameIn(scene, pool.id), pool.id, identities.join(', ') || 'nothing'));
  }
}

export function showAgreement({ ends, declares }: Step, screen: Screen): void {
  const declared = ends.includes('ROLLBACK') ? 'what the stack declared before, ' : 'what the stack declares, ';
  const ours = declares.length > 0 ? declared : '';
  screen.line(screen.style('green', `✔ each pool holds ${ours}what is somebody else's, and nothing more`));
}

export function showProblems(problems: readonly string[], log: readonly string[], screen: Screen): void {
  for (const problem of problems) screen.line(screen.style('red', `✘ ${problem}`));
  screen.line(`The demo ends here. What the function logged in this step:${log.length === 0 ? ' nothing' : ''}`);
  for (const line of log) screen.line(`  ${line}`);
}
