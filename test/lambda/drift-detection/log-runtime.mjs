// Runs one invocation in a process of its own, with the console that Lambda's runtime for Node.js makes: with the JSON log
// format it wraps what is logged, and drops what is below the level. Arguments: the bundle and the event.
import { createRequire } from 'node:module';
import process from 'node:process';

const { AWS_LAMBDA_LOG_FORMAT: format, AWS_LAMBDA_LOG_LEVEL: minimum } = process.env;
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const logger = (level) => (message) => {
  if (format !== 'JSON') return void process.stdout.write(`${level}\t${message}\n`);
  if (levels.indexOf(level) < levels.indexOf(minimum)) return;
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, message })}\n`);
};
Object.assign(globalThis.console, { info: logger('INFO'), warn: logger('WARN'), error: logger('ERROR') });

const [bundle, event] = process.argv.slice(2);
await createRequire(import.meta.url)(bundle).handler(JSON.parse(event), {
  awsRequestId: 'r-1',
  getRemainingTimeInMillis: () => 10_000,
});
