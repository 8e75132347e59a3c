const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Most mutants end at a test that needs no rig, which takes a moment; whole deployments only see the rest. */
module.exports = class RigsLast extends Sequencer {
  sort(tests) {
    const read = Array.from(tests, (test) => ({ test, text: readFileSync(test.path, 'utf8') }));
    return read.sort((one, other) => cost(one) - cost(other)).map(({ test }) => test);
  }
};

const cost = ({ text }) => (/ from '\.\/rig'/.test(text) ? text.length + 1e6 : text.length);
