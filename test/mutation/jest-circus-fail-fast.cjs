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
  try {
    return await circus(globalConfig, config, environment, runtime, testPath, sendMessageToJest);
  } catch (error) {
    // Thrown while the file was loaded, which it was not without the mutant.
    killed = mutant;
    return { ...onlyTest(testPath, 'failed', [String(error)]), numFailingTests: 1 };
  }
};

const skipped = (testPath) => ({ ...onlyTest(testPath, 'pending', []), numPendingTests: 1 });

/** Jest takes a file without any test for an error. */
function onlyTest(testPath, status, failureMessages) {
  const test = { ancestorTitles: [], title: testPath, fullName: testPath, status, failureMessages };
  return { ...createEmptyTestResult(), testFilePath: testPath, testResults: [test] };
}
