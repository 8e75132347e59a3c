// Runs a function's handler once, as Lambda's runtime does: the event on standard input, the rest in the environment,
// and what the handler returns to file descriptor 3.
import process from 'node:process';
import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const started = Date.now();
const {
  LAMBDA_TASK_ROOT: root,
  _HANDLER: name,
  RIG_REQUEST_ID: awsRequestId,
  RIG_TIMEOUT_SECONDS: seconds,
} = process.env;
// These two are for this file, and not part of a function's environment.
delete process.env.RIG_REQUEST_ID;
delete process.env.RIG_TIMEOUT_SECONDS;

const [file, exported] = name.split('.');
const path = ['.js', '.mjs', '.cjs']
  .map((extension) => join(root, file + extension))
  .find((candidate) => existsSync(candidate));
const module = await import(pathToFileURL(path ?? join(root, `${file}.js`)).href);
const handler = module[exported] ?? module.default?.[exported];

const context = {
  awsRequestId,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => Number(seconds) * 1000 - (Date.now() - started),
};
const returned = await handler(JSON.parse(await text(process.stdin)), context);
if (returned !== undefined) writeSync(3, JSON.stringify(returned));
process.exit(0); // Lambda freezes a function when its handler has returned.
