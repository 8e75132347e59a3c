/** Writes THIRD-PARTY-NOTICES, from what esbuild says about the function's bundle. A part of `npm run build`. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Metafile } from 'esbuild';
import { type BundledPackage, thirdPartyNotices } from './licences';
import { run } from './run';

const root = path.join(__dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'notices-'));
try {
  writeFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(packageFolders(bundle()).map(read)));
} finally {
  rmSync(folder, { recursive: true });
}

function bundle(): Metafile {
  const metafile = path.join(folder, 'metafile.json');
  const args = ['lambda/bundle.mjs', '--metafile', metafile, '--outfile', path.join(folder, 'index.js')];
  run(process.execPath, args, { cwd: root });
  const parsed: unknown = JSON.parse(readFileSync(metafile, 'utf8'));
  if (!isMetafile(parsed)) throw new Error(`${metafile}: expected esbuild's metafile`);
  return parsed;
}

/** The folders of the packages that left code in the bundle. */
function packageFolders({ outputs }: Metafile): string[] {
  const files = Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((found) => found !== undefined))].sort();
}

function read(packageFolder: string): BundledPackage {
  const files = readdirSync(path.join(root, packageFolder));
  const text = (file: string) => readFileSync(path.join(root, packageFolder, file), 'utf8');
  const first = (pattern: RegExp) => files.find((file) => pattern.test(file));
  const manifest: unknown = JSON.parse(text('package.json'));
  if (!isManifest(manifest)) throw new Error(`${packageFolder}/package.json: expected a name and a version`);
  const licenceFile = first(/^licen[cs]e/i);
  const noticeFile = first(/^notice/i);
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? 'none',
    licenceText: licenceFile === undefined ? '' : text(licenceFile),
    ...(noticeFile === undefined ? {} : { notice: text(noticeFile) }),
  };
}

function isMetafile(value: unknown): value is Metafile {
  return typeof value === 'object' && value !== null && 'outputs' in value;
}

function isManifest(value: unknown): value is { name: string; version: string; license?: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'version' in value;
}
