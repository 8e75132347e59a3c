const { env } = require('node:process');
const { createEmptyTestResult } = require('@jest/test-result');
const { default: circus } = require('jest-circus/runner');

/** The mutant that a test has killed already: this module outlives the run of one mutant. */
let killed;

/**
 * Jest's own runner, but for what comes after a failure. One kills a mutant, and many a mutant makes each test that follows
 * last as long as the handler may: without this it would be a timeout, of which nobody knows whether a test saw it.
 */
module.exports = async function failFast(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  const mutant = env.__STRYKER_ACTIVE_MUTANT__;
  if (mutant === undefined) return circus(globalConfig, config, environment, runtime, testPath, sendMessageToJest);
  if (killed === mutant) return skipped(testPath);
  const handleTestEvent = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = async (event, state) => {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') killed = mutant;
    if (event.name === 'test_start' && killed === mutant) event.test.mode = 'skip';
    await handleTestEvent?.(event, state);
  };
  return circus(globalConfig, config, environment, runtime, testPath, sendMessageToJest);
};

/** Jest takes a file without any test for an error. */
function skipped(testPath) {
  const test = { ancestorTitles: [], title: testPath, fullName: testPath, status: 'pending', failureMessages: [] };
  return { ...createEmptyTestResult(), numPendingTests: 1, testFilePath: testPath, testResults: [test] };
}
