import { join } from 'node:path';
import type { Handler } from '../../../lambda/handler';

export const BUNDLE = join(__dirname, '..', '..', '..', 'lambda', 'dist', 'index.js');

export const SECRET_ACCESS_KEY = 'wJalrXUtnFEMIEXAMPLEKEY';

/** The shipped bundle as Lambda loads it, pointed at a service on loopback by its environment alone. */
export function loadBundle(endpoints: { readonly smsVoice: string; readonly cloudFormation: string }): {
  /** @param writeLine gets what the function writes to standard output by itself */
  logging(lines: string[], writeLine?: (line: string) => void): Handler;
  restore(): void;
} {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoints.smsVoice,
    AWS_ENDPOINT_URL_CLOUDFORMATION: endpoints.cloudFormation,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
  });
  const handler = loadHandler();
  const { info, warn } = console;
  const write = process.stdout.write.bind(process.stdout);
  return {
    logging: (lines, writeLine = () => undefined) => {
      console.info = console.warn = (line: unknown) => lines.push(String(line));
      process.stdout.write = (chunk) => {
        if (!String(chunk).startsWith('{')) return write(chunk);
        writeLine(String(chunk));
        return true;
      };
      return handler;
    },
    restore: () => {
      Object.assign(console, { info, warn });
      process.stdout.write = write;
    },
  };
}

/** The handler that the bundle exports. */
export function loadHandler(): Handler {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Lambda loads CommonJS
  const bundle: unknown = require('../../../lambda/dist/index.js');
  if (!isBundle(bundle)) throw new Error('lambda/dist/index.js exports no handler: run npm run bundle');
  return bundle.handler;
}

function isBundle(value: unknown): value is { readonly handler: Handler } {
  return typeof value === 'object' && value !== null && 'handler' in value && typeof value.handler === 'function';
}
