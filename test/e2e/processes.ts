import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProcessOptions {
  /** The whole environment of the process: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Completed {
  readonly code: number;
  readonly stdout: string;
  /** Standard output and standard error in the order in which they came. */
  readonly output: string;
}

export interface Started {
  /** What it has printed so far. */
  output(): string;
  hasEnded(): boolean;
}

/** How long a process may take to end by itself once it was asked to. */
const GRACE_MILLISECONDS = 5_000;
/** A command that takes longer hangs. */
const COMMAND_MILLISECONDS = 300_000;

/**
 * The processes of a run, all of which end with it.
 *
 * Each leads a process group of its own, so that what it has started in turn (npm, the app, the emulator's functions)
 * ends with it.
 */
export class Processes {
  private readonly running = new Set<ChildProcess>();
  private stopping = false;

  /** Runs a command to its end, whatever its exit code. */
  async run(command: string, args: readonly string[], options: ProcessOptions): Promise<Completed> {
    const child = this.spawn(command, args, options);
    let stdout = '';
    let output = '';
    child.stdout?.on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr?.on('data', (text: string) => (output += text));
    const code = await exitCode(child, command);
    return { code, stdout, output };
  }

  /** Starts a process that goes on until `stopAll`. */
  start(command: string, args: readonly string[], options: ProcessOptions): Started {
    const child = this.spawn(command, args, options);
    let output = '';
    const collect = (text: string) => (output += text);
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => (output += error.message));
    return { output: () => output, hasEnded: () => !this.running.has(child) };
  }

  /** Ends every process that is still running, and lets no other start. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.running].map(stop));
  }

  private spawn(command: string, args: readonly string[], { env, cwd }: ProcessOptions): ChildProcess {
    if (this.stopping) throw new Error(`${command} was not started: the run is ending`);
    const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    this.running.add(child);
    const forget = () => this.running.delete(child);
    child.on('close', forget).on('error', forget);
    return child;
  }
}

async function exitCode(child: ChildProcess, command: string): Promise<number> {
  const timer = setTimeout(() => {
    signal(child, 'SIGKILL');
  }, COMMAND_MILLISECONDS);
  try {
    await once(child, 'close');
  } finally {
    clearTimeout(timer);
  }
  if (child.exitCode === null) throw new Error(`${command} was ended by ${String(child.signalCode)}`);
  return child.exitCode;
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  const timer = setTimeout(() => {
    signal(child, 'SIGKILL');
  }, GRACE_MILLISECONDS);
  signal(child, 'SIGTERM');
  await closed;
  clearTimeout(timer);
  // The leader of the group is gone; whoever of the group is not, goes now.
  signal(child, 'SIGKILL');
}

/** Signals the whole group. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group has ended meanwhile, which is what the signal was for.
  }
}
