// One cold start: loads the bundle, passes the event of the first argument to its handler, and writes the peak of memory as
// its last line. Without an event it is an empty process.
'use strict';
const console = require('node:console');
const process = require('node:process');
const { writeSync } = require('node:fs');
const { format } = require('node:util');

const [event] = process.argv.slice(2);
// Lambda's runtime also has a console of its own, which writes at once.
console.log = console.info = (...line) => writeSync(1, `${format(...line)}\n`);

async function main() {
  if (event !== undefined) {
    const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'bench', logStreamName: 'bench' };
    await require('../../../lambda/dist/index.js').handler(JSON.parse(event), context);
  }
  writeSync(1, `${process.resourceUsage().maxRSS}\n`);
  process.exit(0); // Lambda freezes a function after its result, whatever is still in progress.
}

main();
