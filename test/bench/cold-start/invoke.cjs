// One cold start: loads the file that the first argument names, gives the event that the second one holds to the handler
// that the third one names, writes what came of it as the last line, and ends. Without arguments it is an empty process.
'use strict';
const console = require('node:console');
const process = require('node:process');
const { writeSync } = require('node:fs');
const { format } = require('node:util');

const [file, event, exported] = process.argv.slice(2);
// Lambda's runtime, too, has its own console, which writes at once.
console.log = console.info = (...line) => writeSync(1, `${format(...line)}\n`);
// CDK's functions answer over https on port 443 alone, which no test can serve: their answers go to this port instead.
const port = process.env.BENCH_ANSWERS_PORT;
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
  process.exit(0); // Lambda freezes what is left of a function that is done; nothing of it may go on.
}

main();
