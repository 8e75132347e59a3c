/** Writes THIRD-PARTY-NOTICES, from what esbuild says about the function's bundle. A part of `npm run build`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { bundledPackageFolders, manifestOf } from './bundled-packages';
import { type BundledPackage, thirdPartyNotices } from './licences';

const root = path.join(__dirname, '..');
writeFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(bundledPackageFolders().map(read)));

function read(packageFolder: string): BundledPackage {
  const files = readdirSync(path.join(root, packageFolder));
  const text = (file: string) => readFileSync(path.join(root, packageFolder, file), 'utf8');
  const first = (pattern: RegExp) => files.find((file) => pattern.test(file));
  const { name, version, license = 'none' } = manifestOf(packageFolder);
  const licenceFile = first(/^licen[cs]e/i);
  const noticeFile = first(/^notice/i);
  return {
    name,
    version,
    licence: license,
    licenceText: licenceFile === undefined ? '' : text(licenceFile),
    ...(noticeFile === undefined ? {} : { notice: text(noticeFile) }),
  };
}
