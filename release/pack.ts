import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { npm, run } from './run';

const root = path.join(__dirname, '..');

/** What only the repository uses. npm warns of `prepare` when the package is installed from its file. */
const OF_THE_REPOSITORY = ['scripts', 'devDependencies', 'overrides', 'jest', 'prettier'];

/**
 * Packs what `npm run build` made, with a package.json for users.
 *
 * @returns the path of the tarball
 */
export function pack(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const staged = path.join(folder, 'package');
  rmSync(staged, { recursive: true, force: true });
  const archive = npmPack(root, folder);
  run('tar', ['-xzf', archive], { cwd: folder });
  rmSync(path.join(folder, archive));

  const manifest = path.join(staged, 'package.json');
  const entries = Object.entries(parse(manifest)).filter(([key]) => !OF_THE_REPOSITORY.includes(key));
  writeFileSync(manifest, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
  const tarball = npmPack(staged, folder);
  rmSync(staged, { recursive: true });
  return path.join(folder, tarball);
}

function npmPack(source: string, destination: string): string {
  return npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', destination], { cwd: source }).trim();
}

function parse(file: string): object {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${file}: expected an object`);
  return value;
}

if (require.main === module) console.log(pack(path.join(root, 'target')));
