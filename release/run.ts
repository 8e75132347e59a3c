import { execFileSync } from 'node:child_process';

interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

// The tools and runtimes of jsii warn of Node.js 20 at every start; package.json says that it still works.
const QUIET = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

/** Runs a program, shows what it prints to standard error, and returns what it prints to standard output. */
export function run(program: string, args: readonly string[], { cwd, env = {} }: RunOptions): string {
  return execFileSync(program, args, {
    cwd,
    env: { ...QUIET, ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/**
 * Runs the npm that runs this program. On Windows `npm` is a batch file, which Node.js does not start without a shell.
 *
 * @throws if the program was not started by `npm run`
 */
export function npm(args: readonly string[], options: RunOptions): string {
  const cli = process.env.npm_execpath;
  if (cli === undefined)
    throw new Error('npm_execpath is not set: start this program by `npm run`, as package.json does');
  return run(process.execPath, [cli, ...args], options);
}
