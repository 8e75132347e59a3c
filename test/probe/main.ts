import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { realClock } from '../clock';
import { Cleanup } from './cleanup';
import { cloudFormationEndpoint, provenance, smsVoiceEndpoint } from './endpoint';
import { HELP, readOptions, type Options } from './options';
import { plan } from './plan';
import { probe } from './probe';
import { Redaction } from './redact';
import { markdown, table } from './report';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return;
  }
  // The probe retries by itself, so that one command is one request.
  const smsVoice = new PinpointSMSVoiceV2({ maxAttempts: 1 });
  const region = await regionOf(smsVoice);
  const cloudFormation = new CloudFormation({});
  const endpoints = [
    await smsVoiceEndpoint(smsVoice),
    ...(options.poolUpdate ? [await cloudFormationEndpoint(cloudFormation)] : []),
  ];
  const origin = provenance(endpoints);
  console.log([plan(options, region), ...origin, ''].join('\n'));
  if (!options.yes && !(await confirm())) {
    console.log('Nothing was created.');
    return;
  }
  await run(options, [`Region: ${region}`, ...origin], { smsVoice, cloudFormation });
  if (endpoints.every(({ isAws }) => isAws)) {
    console.log('Please attach it to an issue: it tells the project how the real service behaves.');
  }
}

interface Clients {
  readonly smsVoice: PinpointSMSVoiceV2;
  readonly cloudFormation: CloudFormation;
}

/** Asks, and writes the report, which begins with these facts. */
async function run(options: Options, facts: readonly string[], clients: Clients): Promise<void> {
  const started = new Date();
  const cleanup = new Cleanup(realClock);
  try {
    const report = await probe(options, {
      smsVoice: clients.smsVoice,
      cloudFormation: () => clients.cloudFormation,
      clock: realClock,
      cleanup,
      signal: interruption(cleanup),
      progress: console.error,
    });
    console.log(`\n${table(report)}`);
    const redaction = new Redaction(options.senderIds.map((senderId) => senderId.split('/')[0] ?? senderId));
    mkdirSync(dirname(options.output), { recursive: true });
    writeFileSync(options.output, redaction.apply(markdown(report, [...facts, `Date: ${started.toISOString()}`])));
    console.log(`\n${options.output} has this table and all requests, without account ids, ARNs and names.`);
  } finally {
    tellLeftovers(cleanup);
  }
}

/** @throws an error that says what is missing in the environment */
async function regionOf(client: PinpointSMSVoiceV2): Promise<string> {
  const region = await client.config.region().catch((error: unknown) => {
    throw new Error('there is no region: set AWS_REGION, or AWS_PROFILE to a profile with one', { cause: error });
  });
  await client.config.credentials().catch((error: unknown) => {
    const remedy = 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws login`';
    throw new Error(`there are no credentials: ${remedy}`, { cause: error });
  });
  return region;
}

async function confirm(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = once(terminal, 'close').then(() => undefined);
  const answer = await Promise.race([terminal.question('Continue? [y/N] '), closed]);
  terminal.close();
  if (answer === undefined && !process.stdin.isTTY) {
    throw new Error('nobody answers here: add --yes if you agree to the plan');
  }
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}

class Interrupted extends Error {}

/** The first Ctrl-C ends the questions, and the clean-up follows; the second one ends the process. */
function interruption(cleanup: Cleanup): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) {
      tellLeftovers(cleanup);
      process.exit(130);
    }
    console.error('Interrupted. The probe deletes what it has created; press Ctrl-C again to leave it behind.');
    controller.abort(new Interrupted('interrupted'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

function tellLeftovers(cleanup: Cleanup): void {
  if (cleanup.leftovers.length === 0) return;
  console.error('\nLEFT BEHIND in your account; delete it with:');
  for (const { what, command } of cleanup.leftovers) console.error(`  ${command}   # ${what}`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(`probe: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
});
