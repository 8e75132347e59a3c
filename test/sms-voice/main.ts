import { parseArgs } from 'node:util';
import { serve, type Served } from './server';
import { SmsVoice } from './sms-voice';

async function main(): Promise<void> {
  const port = readPort();
  const served = await start(port);
  const example = 'aws pinpoint-sms-voice-v2 describe-pools --region us-east-1';
  console.log(`AWS End User Messaging SMS, in memory, at ${served.endpoint}`);
  console.log(`It accepts any credentials: ${example} --endpoint-url ${served.endpoint}`);
  const end = (): void => void served.close();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function readPort(): number {
  const { values } = parseArgs({ options: { port: { type: 'string', short: 'p', default: '0' } } });
  const port = /^[0-9]{1,5}$/.test(values.port) ? Number(values.port) : NaN;
  if (port <= 65_535) return port;
  throw new Error(
    `--port is ${values.port}, expected 0 to 65535: give a free port, or leave the option out to use any free port`,
  );
}

async function start(port: number): Promise<Served> {
  try {
    return await serve(new SmsVoice(), port);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
    throw new Error(
      `port ${port} is not available (${error.code}): give another port, or leave the option out to use any free port`,
      {
        cause: error,
      },
    );
  }
}

main().catch((error: unknown) => {
  console.error(`sms-voice: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
