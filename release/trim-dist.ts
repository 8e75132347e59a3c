/**
 * Takes out of dist/ what no user reads: the comments of the JavaScript, which the declarations repeat, and the declarations
 * that the public ones do not import. A part of `npm run build`.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { transformSync } from 'esbuild';

const dist = path.join(__dirname, '..', 'dist');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((file) => path.join(dist, file));

for (const file of files.filter((each) => each.endsWith('.js'))) {
  writeFileSync(file, transformSync(readFileSync(file, 'utf8'), { charset: 'utf8' }).code);
}

const declarations = publicDeclarations(path.join(dist, 'index.d.ts'));
for (const file of files.filter((each) => each.endsWith('.d.ts'))) {
  if (!declarations.has(file)) rmSync(file);
}

function publicDeclarations(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)) {
    publicDeclarations(`${path.join(path.dirname(file), name)}.d.ts`, found);
  }
  return found;
}
