// One cold start: loads the handler that the first argument names, gives it the event that the second one
// holds, writes the peak of its memory in KiB as the last line, and ends. Without arguments it is an empty process.
'use strict';
const console = require('node:console');
const process = require('node:process');
const { writeSync } = require('node:fs');
const { format } = require('node:util');

const [file, event] = process.argv.slice(2);
// Lambda's runtime, too, has its own console, which writes at once.
console.log = console.info = (...line) => writeSync(1, `${format(...line)}\n`);
// AwsCustomResource answers over https on port 443 alone, which no test can serve: its answer goes to this port instead.
const port = process.env.BENCH_ANSWERS_PORT;
if (port !== undefined) {
  const http = require('node:http');
  require('node:https').request = (options, onResponse) => http.request({ ...options, port }, onResponse);
}

async function main() {
  if (file !== undefined) {
    const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'bench', logStreamName: 'bench' };
    await require(file).handler(JSON.parse(event), context);
  }
  writeSync(1, `${process.resourceUsage().maxRSS}\n`);
  process.exit(0); // Lambda freezes what is left of a function that is done; nothing of it may go on.
}

main();
