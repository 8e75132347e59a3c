// One cold start: loads the file of the first argument, passes the event of the second one to the handler that the third
// one names, and writes the result as its last line. Without arguments it is an empty process.
'use strict';
const console = require('node:console');
const process = require('node:process');
const { writeSync } = require('node:fs');
const { format } = require('node:util');

const [file, event, exported] = process.argv.slice(2);
// Lambda's runtime also has a console of its own, which writes at once.
console.log = console.info = (...line) => writeSync(1, `${format(...line)}\n`);
// CDK's functions respond over HTTPS on port 443 only, which no test can serve. This redirects them to another port.
const port = process.env.BENCH_RESPONSES_PORT;
if (port !== undefined) {
  const http = require('node:http');
  require('node:https').request = (options, onResponse) => http.request({ ...options, port }, onResponse);
}

async function main() {
  let result = null;
  if (file !== undefined) {
    const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'bench', logStreamName: 'bench' };
    result = await require(file)[exported](JSON.parse(event), context);
  }
  writeSync(1, `${JSON.stringify({ kibibytes: process.resourceUsage().maxRSS, result })}\n`);
  process.exit(0); // Lambda freezes a function after its result, whatever is still in progress.
}

main();
