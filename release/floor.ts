import { copyFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { peerDependencies } from '../package.json';
import { dependencies } from '../test/floor/package.json';
import { npm } from './run';

const locked = path.join(__dirname, '..', 'test', 'floor');

/**
 * Installs the oldest peers that package.json accepts, as test/floor has them locked.
 *
 * @throws if test/floor has others than package.json
 */
export function installFloor(folder: string): void {
  const expected = JSON.stringify(peerDependencies).replaceAll('^', '');
  if (JSON.stringify(dependencies) !== expected) {
    throw new Error(
      `test/floor/package.json: got ${JSON.stringify(dependencies)}, expected ${expected}, the peerDependencies of ` +
        'package.json; change it, and run npm install --package-lock-only in test/floor',
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(path.join(locked, file), path.join(folder, file));
  }
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
}
