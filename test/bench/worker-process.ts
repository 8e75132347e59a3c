import { type ChildProcess, fork, type ForkOptions, type Serializable } from 'node:child_process';
import { once } from 'node:events';

/** A process that runs a TypeScript file, which replies to each message with one message. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly ended: Promise<never>;

  constructor(
    private readonly file: string,
    { execArgv = [], ...options }: Pick<ForkOptions, 'execArgv' | 'env'> = {},
  ) {
    this.child = fork(file, {
      execArgv: ['--import', 'tsx', ...execArgv],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      ...options,
    });
    this.ended = once(this.child, 'exit').then(() => {
      throw new Error(`${file}: ended with ${String(this.child.exitCode)}; expected a reply`);
    });
    this.ended.catch(() => undefined); // After the last reply the process is ended on purpose.
  }

  async ask<Reply>(message: Serializable, isReply: (value: unknown) => value is Reply): Promise<Reply> {
    const replied = once(this.child, 'message');
    this.child.send(message);
    const reply: unknown = (await Promise.race([replied, this.ended]))[0];
    if (!isReply(reply)) throw new Error(`${this.file}: got ${JSON.stringify(reply)}; expected a reply`);
    return reply;
  }

  async end(): Promise<void> {
    this.child.kill();
    await this.ended.catch(() => undefined);
  }
}
