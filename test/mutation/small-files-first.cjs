const { statSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** What needs no rig is tested in small files, and most mutants end there. */
module.exports = class SmallFilesFirst extends Sequencer {
  sort(tests) {
    const sized = Array.from(tests, (test) => ({ test, size: statSync(test.path).size }));
    return sized.sort((one, other) => one.size - other.size).map(({ test }) => test);
  }
};
