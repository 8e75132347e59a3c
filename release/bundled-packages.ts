import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Metafile } from 'esbuild';
import { run } from './run';

const root = path.join(__dirname, '..');

/** What a package.json says of its package. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The folders of the packages that have code in the function's bundle, from the root of the repository. */
export function bundledPackageFolders(): string[] {
  const files = Object.values(bundle().outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((found) => found !== undefined))].sort();
}

export function manifestOf(packageFolder: string): Manifest {
  const file = path.join(root, packageFolder, 'package.json');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isManifest(manifest)) throw new Error(`${file}: expected a name and a version`);
  return manifest;
}

function bundle(): Metafile {
  const folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  try {
    const metafile = path.join(folder, 'metafile.json');
    const args = ['lambda/bundle.mjs', '--metafile', metafile, '--outfile', path.join(folder, 'index.js')];
    run(process.execPath, args, { cwd: root });
    const parsed: unknown = JSON.parse(readFileSync(metafile, 'utf8'));
    if (!isMetafile(parsed)) throw new Error(`${metafile}: expected esbuild's metafile`);
    return parsed;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isMetafile(value: unknown): value is Metafile {
  return typeof value === 'object' && value !== null && 'outputs' in value;
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'name' in value && 'version' in value;
}
