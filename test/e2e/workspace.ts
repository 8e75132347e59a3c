import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of the run's own, with a home in it, and the environment that keeps every process inside. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'cdk-sms-pool-association-e2e-'));

  constructor() {
    mkdirSync(this.path('home'));
    mkdirSync(this.path('tmp'));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /**
   * The environment of a process, built up from nothing.
   *
   * The user's AWS profiles, credentials and endpoints, proxies and certificate bundles stay out, and so do the caches
   * of the home folder, in which the CDK CLI keeps account ids.
   */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
      LANG: 'C.UTF-8',
      HOME: this.path('home'),
      TMPDIR: this.path('tmp'),
      ...more,
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
