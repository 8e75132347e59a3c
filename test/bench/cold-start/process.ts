import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The function that a process runs. Without one it is an empty process. */
export interface Invocation {
  readonly file: string;
  readonly exported: string;
  readonly event: unknown;
}

export interface Run {
  /** In milliseconds since the epoch. */
  readonly started: number;
  /** When it first wrote something; of an empty process, at the first line of code. */
  readonly wrote: number;
  /** The peak of resident memory, in MiB. */
  readonly memory: number;
  /** The function's return value. */
  readonly result: unknown;
}

const MAX_RUN = 20_000;

export const now = (): number => performance.timeOrigin + performance.now();

/** Runs one invocation in a fresh process, from its start to its end. */
export async function run(
  invocation: Invocation | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Run> {
  const args = invocation === undefined ? [] : [invocation.file, JSON.stringify(invocation.event), invocation.exported];
  const started = now();
  const child = spawn(process.execPath, [join(__dirname, 'invoke.cjs'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: MAX_RUN,
    killSignal: 'SIGKILL',
  });
  let wrote = NaN;
  child.stdout.once('data', () => {
    wrote = now();
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0)
    throw new Error(
      `${invocation?.file ?? 'an empty process'}: got exit code ${child.exitCode ?? 'none'}, expected 0: ${errors}`,
    );
  return { started, wrote, ...outcome(output) };
}

function outcome(output: string): Pick<Run, 'memory' | 'result'> {
  const last: unknown = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
  if (typeof last !== 'object' || last === null || !('kibibytes' in last) || typeof last.kibibytes !== 'number')
    throw new Error(`got ${JSON.stringify(last)} as the last line, expected kibibytes`);
  return { memory: last.kibibytes / 1024, result: 'result' in last ? last.result : undefined };
}
