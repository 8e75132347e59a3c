export { Harness } from './harness';
export { bundleHarness, harnesses, virtualHarness } from './harnesses';
