import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessRunner } from '../cloudformation';

/** What a run would leave behind on the machine: a folder, and the processes of functions. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'cdk-sms-pool-association-demo-'));
  readonly runner = new ProcessRunner();

  /** Takes a moment only and waits for nothing, so that it can be the last thing that a program does. */
  clear(): void {
    this.runner.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
