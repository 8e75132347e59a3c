// Bundles the function and the AWS SDK, so that it does not depend on the SDK of the Lambda runtime.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = import.meta.dirname;
const { values } = parseArgs({
  options: {
    entry: { type: 'string', default: join(here, 'index.ts') },
    outfile: { type: 'string', default: join(here, 'dist', 'index.js') },
    metafile: { type: 'string' },
  },
});

const { metafile, outputFiles } = await build({
  absWorkingDir: join(here, '..'),
  entryPoints: [values.entry],
  outfile: values.outfile,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: true,
  sourcemap: 'external',
  // The SDK's ES modules can be taken in parts; its CommonJS, which Node would load, only as a whole.
  mainFields: ['module', 'main'],
  // Lambda gives a function its credentials in the environment, so the chain of other places to look for them stays out:
  // 20 % of the bundle. As CommonJS, since the client imports a name that only the chain has.
  alias: { '@aws-sdk/credential-provider-node': '@aws-sdk/credential-provider-env/dist-cjs/index.js' },
  // As require: the first import() starts Node's loader of ES modules, which takes milliseconds.
  supported: { 'dynamic-import': false },
  metafile: true,
  logLevel: 'warning',
  write: false,
});
for (const { path, contents } of outputFiles) {
  // A file that is as it should be stays untouched, so that an app that synthesizes meanwhile never reads half of it.
  if (existsSync(path) && readFileSync(path).equals(contents)) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
if (values.metafile !== undefined) writeFileSync(values.metafile, JSON.stringify(metafile));
