import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/** A run of the program as its user starts it, apart from npm, with its output going into a pipe. */
class DemoRun {
  private readonly temporary = mkdtempSync(join(tmpdir(), 'demo-test-'));
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';

  constructor(program: string, ...args: string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, program), ...args], {
      env: { ...process.env, TMPDIR: this.temporary, FORCE_COLOR: undefined },
      detached: true, // As a process group of its own, so that its functions can be told from others.
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    this.ended = new Promise((resolve) => child.once('close', resolve));
    this.child = child;
  }

  async printed(text: string): Promise<void> {
    while (!this.output.includes(text)) await once(this.child.stdout ?? this.child, 'data');
  }

  leftovers(): string[] {
    return readdirSync(this.temporary).filter((name) => name.startsWith('cdk-sms-pool-association-demo-'));
  }

  end(): void {
    this.child.kill('SIGKILL');
    rmSync(this.temporary, { recursive: true, force: true });
  }
}

const runs: DemoRun[] = [];

function start(program: string, ...args: string[]): DemoRun {
  const run = new DemoRun(program, ...args);
  runs.push(run);
  return run;
}

afterAll(() => {
  for (const run of runs) run.end();
});

/** What the pools hold at last, as it was printed. */
function poolsIn(text: string): string[] {
  const rows = text.matchAll(/^ {2}(Support|Marketing) +(?:unchanged +(.*)|before .*\n +after +(.*)|([^ ].*))$/gm);
  return [...rows].map(([, pool, ...contents]) => `${String(pool)}: ${contents.join('')}`);
}

/** What the checks by the schedule print. */
function expectChecks(steps: readonly string[]): void {
  const [, , , check, , defer, wait, comeTrue] = steps;
  const values = (step: string | undefined) =>
    [...(step?.matchAll(/^ {2}metrics {2}(.*)$/gm) ?? [])].map(([, all]) => all);
  expect(steps.map(values)).toEqual([
    ...[[], [], []],
    ['Drifted 1, Repaired 0, Pending 0'],
    ...[[], []],
    ['Drifted 0, Repaired 0, Pending 1'],
    ['Drifted 0, Repaired 2, Pending 0'],
    ...[[], []],
  ]);

  expect(check).toContain('takes the desk number out of Marketing by hand');
  expect(check).toMatch(/^ {2}✘ PhoneNumber +desk number: Marketing +found nowhere: reported$/m);
  expect(check).toMatch(/^ {2}checked 3 associations in \d+\.\d s$/m);
  expect(check?.replaceAll(/\s+/g, ' ')).toMatch(
    / log It is in no pool\. Put it back: aws pinpoint-sms-voice-v2 associate-origination-identity --pool-id pool-[0-9a-f]{32} --origination-identity phone-[0-9a-f]{32} --iso-country-code US /,
  );
  expect(check).toContain('✔ the desk number is in no pool, as expected');
  expect(defer).toContain('✔ the launch number is in no pool, as expected');
  expect(wait).toMatch(/^ {2}… LaunchNumber +launch number: Support +found nowhere: it is PENDING$/m);
  expect(wait).toMatch(/^ {2}checked 4 associations in \d+\.\d s$/m);
  expect(wait).toContain('✔ the launch number is in no pool, as expected');
  expect(comeTrue).toMatch(/^ {2}✔ PhoneNumber +desk number: Marketing +found nowhere: associated$/m);
  expect(comeTrue).toMatch(/^ {2}✔ LaunchNumber +launch number: Support +found nowhere: associated$/m);
}

describe('the demo', () => {
  let whole: DemoRun;
  let sabotaged: DemoRun;
  // At once, since most of their time is waiting.
  beforeAll(() => {
    [whole, sabotaged] = [start('main.ts'), start('sabotaged.ts', '--events')];
  });

  test('plays the life of a stack, and shows the pools after each step', async () => {
    const demo = whole;
    expect(await demo.ended).toBe(0);

    const [before, ...steps] = demo.output.split(/^═══ /m);
    expect(poolsIn(before ?? '')).toEqual(['Support: hotline number*', 'Marketing: campaign number*']);
    const story = steps.map((step) => [/^\d+\/\d+ \w+/.exec(step)?.[0], ...poolsIn(step)]);
    const moved = ['Support: ACME/GB, RCS agent, hotline number*', 'Marketing: campaign number*, desk number'];
    const created = ['Support: ACME/GB, RCS agent, desk number, hotline number*', 'Marketing: campaign number*'];
    const all = ['Support: ACME/GB, RCS agent, hotline number*, launch number', ...moved.slice(1)];
    expect(story).toEqual([
      ['1/10 Create', ...created],
      ['2/10 Redeploy', ...created],
      ['3/10 Move', ...moved],
      ['4/10 Check', ...moved.slice(0, 1), 'Marketing: campaign number*'],
      ['5/10 Repair', ...moved],
      ['6/10 Defer', ...moved],
      ['7/10 Wait', ...moved],
      ['8/10 Come', ...all],
      ['9/10 Fail', ...all],
      ['10/10 Destroy', 'Support: hotline number*', 'Marketing: campaign number*'],
    ]);
    expect(demo.output.match(/^✔ each pool holds .* and nothing more$/gm)).toHaveLength(10);

    const [create, redeploy, move, , repair, , , , failure, destroy] = steps;
    expect(create).toMatch(/^ {2}✔ PhoneNumber +desk number: Support +associated +\d+\.\d s$/m);
    expect(redeploy).toContain('  no changes');
    expect(move).toMatch(/^ {2}✔ PhoneNumber +desk number: Support → Marketing +updated +\d+\.\d s$/m);
    expect(repair).toMatch(/Marketing +before +campaign number\*\n +after +campaign number\*, desk number$/m);
    expect(failure).toMatch(/^ {2}✔ GermanSenderId +ACME\/DE: Support +associated, then rolled back/m);
    expect(failure).toMatch(/^ {2}✘ Hotline +hotline number: Support +refused/m);
    expect(failure?.replaceAll(/\s+/g, ' ')).toMatch(/ is already in pool pool-[0-9a-f]{32}, and this resource/);
    expect(destroy).toMatch(/^ {2}✔ RcsAgent +RCS agent: Support +taken out/m);
    expectChecks(steps);
    const lines = demo.output.split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);

    expect(lines.at(-2)).toMatch(/^10 steps in [\d.]+ s, and after each every pool was as expected\.$/);
    // eslint-disable-next-line no-control-regex -- a colour starts with this character
    expect(demo.output).not.toMatch(/\u001b/);
    expect(demo.output).not.toMatch(/warning/i);
    expect(demo.leftovers()).toEqual([]);
  }, 120_000);

  test('ends with exit code 1 at the step after which a pool is not as declared, and names what is missing', async () => {
    const demo = sabotaged;

    expect(await demo.ended).toBe(1);
    expect(demo.output).toContain('CREATE_COMPLETE');
    expect(demo.output).toMatch(
      /✘ pool Support \(pool-\w+\) lacks the ACME\/GB \(ACME\/GB\), which the stack declares/,
    );
    expect(demo.output).toMatch(/✘ pool Marketing .* lacks the campaign number .*, which is somebody else's/);
    expect(demo.output).toContain('"operation":"AssociateOriginationIdentity"');
    expect(demo.output).not.toContain('4/10 Check');
    expect(demo.leftovers()).toEqual([]);
  }, 60_000);

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'leaves no process and no folder behind when %s ends it in the middle',
    async (signal, code) => {
      const demo = start('main.ts');
      await demo.printed('✔ PhoneNumber');
      expect(demo.leftovers()).toHaveLength(1);
      demo.child.kill(signal);

      expect(await demo.ended).toBe(code);
      expect(demo.leftovers()).toEqual([]);
      const group = -Number(demo.child.pid);
      await expect(untilGone(group)).resolves.toBe('gone');
    },
    60_000,
  );
});

/** Polls, since the system takes a moment to bury the processes that nobody waits for. */
async function untilGone(group: number): Promise<'gone'> {
  for (;;) {
    try {
      process.kill(group, 0);
    } catch {
      return 'gone';
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
