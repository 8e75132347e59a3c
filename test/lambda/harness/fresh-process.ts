import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

interface Run {
  /** In milliseconds since the epoch. */
  readonly started: number;
  /** When it first wrote something; of an empty process, at the first line of code. */
  readonly wrote: number;
  /** The peak of resident memory, in MiB. */
  readonly memory: number;
}

const MAX_RUN = 20_000;

export const now = (): number => performance.timeOrigin + performance.now();

/** Runs the bundle in a fresh process, from its start to its end. Without an event it is an empty process. */
export async function runFresh(event: object | undefined, env: NodeJS.ProcessEnv): Promise<Run> {
  const started = now();
  const args = event === undefined ? [] : [JSON.stringify(event)];
  const child = spawn(process.execPath, [join(__dirname, 'fresh-process-main.cjs'), ...args], {
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
  if (child.exitCode !== 0) throw new Error(`got exit code ${child.exitCode ?? 'none'}, expected 0: ${errors}`);
  const memory = Number(output.trimEnd().split('\n').at(-1)) / 1024;
  if (Number.isNaN(memory)) throw new Error(`got ${output}; expected the peak of memory in KiB as the last line`);
  return { started, wrote, memory };
}
