// Bundles the function. Of the SDK it takes what a function needs to speak JSON with one service, since every kilobyte is
// read and parsed at every cold start.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

/** Files of the SDK, by their ends, and those in lambda/sdk/ that take their place. */
const replacements = {
  '@aws-sdk/client-pinpoint-sms-voice-v2/dist-es/runtimeExtensions.js': 'unused.ts',
  '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js': 'middlewares.ts',
  '@aws-sdk/core/dist-es/submodules/client/middleware-recursion-detection/getRecursionDetectionPlugin.js':
    'middlewares.ts',
  '@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/user-agent-middleware.js': 'middlewares.ts',
  '@aws-sdk/core/dist-es/submodules/client/util-user-agent-node/defaultUserAgent.js': 'middlewares.ts',
  '@aws-sdk/credential-provider-node/dist-es/index.js': 'environment.ts',
  '@smithy/core/dist-es/submodules/config/node-config-provider/configLoader.js': 'environment.ts',
  '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js': 'environment.ts',
  '@smithy/node-http-handler/dist-es/index.js': 'http-handler.ts',
  '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js': 'unused.ts',
  '@smithy/core/dist-es/submodules/event-streams/index.js': 'nothing.ts',
  '@smithy/core/dist-es/submodules/protocols/json/codec-v2/JsonCodec2.js': 'json-codec.ts',
  '@smithy/core/dist-es/submodules/retry/middleware-retry/retryMiddleware.js': 'middlewares.ts',
  '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js': 'unused.ts',
  '@smithy/core/dist-es/submodules/retry/util-retry/StandardRetryStrategy.js': 'unused.ts',
  '@smithy/core/dist-es/submodules/serde/uuid/v4.js': 'unused.ts',
  '@smithy/signature-v4/dist-es/HeaderFormatter.js': 'unused.ts',
};

const here = import.meta.dirname;
const { values } = parseArgs({
  options: {
    entry: { type: 'string', default: join(here, 'index.ts') },
    outfile: { type: 'string', default: join(here, 'dist', 'index.js') },
    metafile: { type: 'string' },
  },
});

const replaced = new Set();
const { metafile } = await build({
  absWorkingDir: join(here, '..'),
  entryPoints: [values.entry],
  outfile: values.outfile,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: true,
  sourcemap: 'external',
  // The SDK's ES modules can be taken in parts; its CommonJS, which is what Node would load, only as a whole.
  mainFields: ['module', 'main'],
  // As require: the first import() starts Node's loader of ES modules, which takes milliseconds.
  supported: { 'dynamic-import': false },
  metafile: true,
  logLevel: 'warning',
  plugins: [{ name: 'replacements', setup: replace }],
});
if (values.metafile !== undefined) writeFileSync(values.metafile, JSON.stringify(metafile));

const unknown = Object.keys(replacements).filter((end) => !replaced.has(end));
if (unknown.length > 0) {
  throw new Error(`the SDK has no ${unknown.join(', ')} any more; look for what to replace in its new version`);
}

function replace({ onLoad }) {
  for (const [end, file] of Object.entries(replacements)) {
    const filter = new RegExp(`/${end.replaceAll('.', '\\.')}$`);
    onLoad({ filter }, () => {
      replaced.add(end);
      return { contents: `export * from './sdk/${file}';`, resolveDir: here };
    });
  }
}
