/**
 * Synthesizes one app, and prints the duration and the peak of the process's memory.
 *
 * Arguments: what the app declares, the number of associations, the number of pools, and the directory of the assembly.
 */
import { App, Stack } from 'aws-cdk-lib';
import { ENVIRONMENT, workload, type Wanted } from './workload';

type Declare = (stack: Stack, wanted: readonly Wanted[]) => void;

/** Each loads only its own modules. */
const DECLARE: Readonly<Record<string, () => Promise<Declare>>> = {
  nothing: () => Promise.resolve(() => undefined),
  associations: async () => (await import('./associations.js')).declareAssociations,
  'AWS custom resources': async () => (await import('./aws-custom-resources.js')).declareAwsCustomResources,
};

async function main([what = '', associations, pools, outdir = '']: readonly string[]): Promise<void> {
  const load = DECLARE[what];
  if (load === undefined) {
    throw new Error(`got '${what}'; expected one of ${Object.keys(DECLARE).join(', ')} as the first argument`);
  }
  const declare = await load();
  const start = performance.now();
  const app = new App({
    outdir,
    // CDK's analysis of the finished template takes seconds, which would hide the difference.
    builtinCloudFormationValidation: false,
    // No limit, so that CDK also writes a template of more than 500 resources.
    context: { '@aws-cdk/core:stackResourceLimit': 0 },
  });
  const stack = new Stack(app, 'Messaging', { env: ENVIRONMENT });
  declare(stack, workload(Number(associations), Number(pools)));
  app.synth();
  const milliseconds = performance.now() - start;
  console.log(JSON.stringify({ milliseconds, kilobytes: process.resourceUsage().maxRSS }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
