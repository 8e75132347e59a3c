import { execFileSync } from 'node:child_process';
import * as path from 'node:path';

/** Bundles the function, so that no test runs on the bundle of an older source. */
export default function bundle(): void {
  execFileSync(process.execPath, [path.join(__dirname, '..', 'lambda', 'bundle.mjs')], { stdio: 'inherit' });
}
