/**
 * Synthesizes one app, and prints the duration and the peak of the process's memory.
 *
 * Arguments: the number of associations, the number of pools, and the directory of the assembly.
 */
import { App, Stack } from 'aws-cdk-lib';
import { ENVIRONMENT, workload } from './workload';

async function main([associations, pools, outdir = '']: readonly string[]): Promise<void> {
  // An app without an association does not load the library.
  const declare = Number(associations) === 0 ? undefined : (await import('./associations.js')).declareAssociations;
  const start = performance.now();
  const app = new App({
    outdir,
    // CDK's analysis of the finished template takes seconds, which would hide the difference.
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Messaging', { env: ENVIRONMENT });
  declare?.(stack, workload(Number(associations), Number(pools)));
  app.synth();
  const milliseconds = performance.now() - start;
  console.log(JSON.stringify({ milliseconds, kilobytes: process.resourceUsage().maxRSS }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
