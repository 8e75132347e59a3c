import { cpSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { version } from '../../package.json';
import { run } from '../../release/run';
import { type AppRun, runApp, target } from './app-run';

const ARTIFACT = 'io.github.cdk-sms-pool-association:cdk-sms-pool-association';

/** The jar from a Maven repository in a folder, with the newest aws-cdk-lib of Maven Central. */
export function runJava(folder: string): AppRun {
  const app = path.join(folder, 'java');
  cpSync(path.join(__dirname, 'java'), app, { recursive: true });
  const properties = [`-Dpackages=${path.join(target, 'java')}`, `-Dversion=${version}`, '-Dmdep.outputFile=classpath'];
  const mvn = (...args: string[]) => run('mvn', ['--batch-mode', '--quiet', ...properties, ...args], { cwd: app });
  // Maven keeps a version for ever: the jar of an earlier build.
  mvn('dependency:purge-local-repository', `-DmanualInclude=${ARTIFACT}`, '-DreResolve=false');
  mvn('compile', 'dependency:build-classpath');
  const classpath = readFileSync(path.join(app, 'classpath'), 'utf8').trim();
  const cdkVersion = /aws-cdk-lib-([\d.]+)\.jar/.exec(classpath)?.[1] ?? 'unknown';
  const args = ['-classpath', `target/classes:${classpath}`, 'Messaging'];
  return { language: 'Java', cdkVersion, ...runApp('java', args, app) };
}
