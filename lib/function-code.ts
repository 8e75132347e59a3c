import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { Code, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { hasMember } from './util/has-member';

const PACKAGE = 'cdk-sms-pool-association';
const ROOT = path.join(__dirname, '..');
const FILE = 'index.js';

/**
 * The code of the function, which the package contains.
 *
 * @throws if the library was bundled into one file with the app, beside which `lambda/dist` can be something else
 */
export function functionCode(): Code {
  const manifest = path.join(ROOT, 'package.json');
  const content: unknown = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : undefined;
  if (!hasMember(content, 'name') || content.name !== PACKAGE) {
    throw new Error(
      `${PACKAGE}: got '${ROOT}' as the folder of the package; expected one with its package.json and the code of its ` +
        `function, which a bundle of the app does not contain; leave the package out of the bundle, for instance with ` +
        `esbuild's \`--external:${PACKAGE}\``,
    );
  }
  return Code.fromAsset(path.join(ROOT, 'lambda', 'dist'), { exclude: ['*', `!${FILE}`] });
}

/**
 * Makes the staged code readable for Lambda, which runs as another user than the one who deploys.
 *
 * The CDK CLI zips a file with the mode that it has on disk. Under a umask like 027 a checkout has mode 640.
 */
export function makeReadable(lambdaFunction: LambdaFunction): void {
  const asset = lambdaFunction.node.tryFindChild('Code');
  // With staging disabled the asset is not a copy, and its path absolute.
  if (!(asset instanceof Asset) || path.isAbsolute(asset.assetPath)) return;
  const folder = path.join(Stage.of(lambdaFunction)?.outdir ?? '', asset.assetPath);
  grant(folder, 0o755);
  grant(path.join(folder, FILE), 0o644);
}

/** Adds to a mode what it lacks. */
function grant(file: string, mode: number): void {
  const current = statSync(file).mode & 0o777;
  if ((current & mode) !== mode) chmodSync(file, current | mode);
}
