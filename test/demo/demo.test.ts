import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

let temporary: string;
let started: ChildProcess[];

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'demo-test-'));
  started = [];
});

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(temporary, { recursive: true, force: true });
});

/** The program as its user starts it, apart from npm, with its output going into a pipe. */
function start(program: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, program), ...args], {
    env: { ...process.env, TMPDIR: temporary, FORCE_COLOR: undefined },
    detached: true, // As a process group of its own, so that its functions can be told from others.
  });
  started.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const printed = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(child.stdout, 'data');
  };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, printed, ended };
}

function leftovers(): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith('cdk-sms-pool-association-demo-'));
}

/** What the pools hold at last, as it was printed. */
function poolsIn(text: string): string[] {
  const rows = text.matchAll(/^ {2}(Support|Marketing) +(?:unchanged +(.*)|before .*\n +after +(.*)|([^ ].*))$/gm);
  return [...rows].map(([, pool, ...contents]) => `${String(pool)}: ${contents.join('')}`);
}

describe('the demo', () => {
  test('plays the life of a stack within half a minute, and shows the pools after each step', async () => {
    const demo = start('main.ts');
    expect(await demo.ended).toBe(0);

    const [before, ...steps] = demo.output().split(/^═══ /m);
    expect(poolsIn(before ?? '')).toEqual(['Support: hotline number*', 'Marketing: campaign number*']);
    const story = steps.map((step) => [/^\d\/\d \w+/.exec(step)?.[0], ...poolsIn(step)]);
    const moved = ['Support: ACME/GB, RCS agent, hotline number*', 'Marketing: campaign number*, desk number'];
    const created = ['Support: ACME/GB, RCS agent, desk number, hotline number*', 'Marketing: campaign number*'];
    expect(story).toEqual([
      ['1/6 Create', ...created],
      ['2/6 Redeploy', ...created],
      ['3/6 Move', ...moved],
      ['4/6 Repair', ...moved],
      ['5/6 Fail', ...moved],
      ['6/6 Destroy', 'Support: hotline number*', 'Marketing: campaign number*'],
    ]);
    expect(demo.output().match(/^✔ each pool holds .* and nothing more$/gm)).toHaveLength(6);

    const [create, redeploy, move, repair, failure, destroy] = steps;
    expect(create).toMatch(/^ {2}✔ PhoneNumber +desk number: Support +associated +\d+\.\d s$/m);
    expect(redeploy).toContain('  no changes');
    expect(move).toMatch(/^ {2}✔ PhoneNumber +desk number: Support → Marketing +updated +\d+\.\d s$/m);
    expect(repair).toContain('takes the desk number out of Marketing by hand');
    expect(repair).toMatch(/Marketing +before +campaign number\*\n +after +campaign number\*, desk number$/m);
    expect(failure).toMatch(/^ {2}✔ GermanSenderId +ACME\/DE: Support +associated, then rolled back/m);
    expect(failure).toMatch(/^ {2}✘ Hotline +hotline number: Support +refused/m);
    expect(failure?.replaceAll(/\s+/g, ' ')).toMatch(/ is already in pool pool-[0-9a-f]{32}, and this resource/);
    expect(destroy).toMatch(/^ {2}✔ RcsAgent +RCS agent: Support +taken out/m);
    const lines = demo.output().split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);

    expect(Number(/6 steps in ([\d.]+) s/.exec(demo.output())?.[1])).toBeLessThan(30);
    // eslint-disable-next-line no-control-regex -- a colour starts with this character
    expect(demo.output()).not.toMatch(/\u001b/);
    expect(demo.output()).not.toMatch(/warning/i);
    expect(leftovers()).toEqual([]);
  }, 60_000);

  test('prints the events of the CDK CLI with --events', async () => {
    const demo = start('main.ts', '--events');
    expect(await demo.ended).toBe(0);

    const [, create, redeploy, , , failure, destroy] = demo.output().split(/^═══ /m);
    expect(create).toMatch(
      /^SmsPoolAssociationExample \| +\d+\/10 \| +\d+:\d\d:\d\d [AP]M \| CREATE_COMPLETE +\| Custom::SMSVoiceOriginationIdentityAssociation \| PhoneNumber\S* \(OriginationIdentityAssociation[0-9A-F]{8}\)$/m,
    );
    expect(create).toContain('SmsPoolAssociationExample.SenderIdArn = arn:aws:sms-voice:us-east-1:');
    expect(redeploy).toContain(' ✅  SmsPoolAssociationExample (no changes)');
    expect(redeploy).not.toContain('_IN_PROGRESS');
    expect(failure).toMatch(/CREATE_FAILED .* Hotline\S* .* is already in pool pool-[0-9a-f]{32}, and this resource/);
    expect(failure).toContain(' ❌  SmsPoolAssociationExample');
    expect(destroy).toContain(' ✅  SmsPoolAssociationExample: destroyed');
  }, 60_000);

  test('ends with exit code 1 at the step after which a pool is not as declared, and names what is missing', async () => {
    const demo = start('sabotaged.ts');

    expect(await demo.ended).toBe(1);
    expect(demo.output()).toMatch(
      /✘ pool Support \(pool-\w+\) lacks the ACME\/GB \(ACME\/GB\), which the stack declares/,
    );
    expect(demo.output()).toMatch(/✘ pool Marketing .* lacks the campaign number .*, which is somebody else's/);
    expect(demo.output()).toContain('"operation":"AssociateOriginationIdentity"');
    expect(demo.output()).not.toContain('4/6 Repair');
    expect(leftovers()).toEqual([]);
  }, 60_000);

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'leaves no process and no folder behind when %s ends it in the middle',
    async (signal, code) => {
      const demo = start('main.ts');
      await demo.printed('✔ PhoneNumber');
      expect(leftovers()).toHaveLength(1);
      demo.child.kill(signal);

      expect(await demo.ended).toBe(code);
      expect(leftovers()).toEqual([]);
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
