import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { StackReader } from '../stack/reader';
import type { Clock } from '../util/clock';
import type { Context } from '../util/context';
import { deadlines, type InvocationContext } from '../util/deadlines';
import { RequestFailed } from '../util/errors';
import type { Log } from '../util/log';
import { type CheckRequest, parseCheckRequest } from './event';
import { findMissing, isPending } from './missing';
import { repairMissing } from './repair';
import { type CheckResult, entryOf, metricsLine, warningOf } from './report';
import { type StackPhase, stackPhase } from './stack-phase';

/** What a check uses of the outside world. */
export interface CheckDependencies {
  readonly clock: Clock;
  /** Makes a client for one event, which is destroyed at its end. The client makes single attempts. */
  smsVoice(): PinpointSMSVoiceV2Client;
  /** Makes a client to read the stack, which is destroyed after that. The client makes single attempts. */
  cloudFormation(): CloudFormationClient;
  readonly log: Log;
  /** Writes a line to the log as it is. */
  writeLine(line: string): void;
}

/**
 * Checks whether the associations that a stack declares are in place. Logs and counts those that are missing.
 *
 * @throws RequestFailed if the event is malformed, or if the stack, a pool or an identity can't be read
 */
export async function detectDrift(
  dependencies: CheckDependencies,
  check: unknown,
  invocation: InvocationContext | undefined,
): Promise<CheckResult> {
  const request = parseCheckRequest(check);
  const { stackId, associations } = request;
  const { clock } = dependencies;
  const log: Log = (entry) => {
    dependencies.log({ ...entry, stackId, awsRequestId: invocation?.awsRequestId });
  };
  const context = { clock, log, deadline: deadlines(clock, invocation, undefined).work };
  const [smsVoice, cloudFormation] = [dependencies.smsVoice(), dependencies.cloudFormation()];
  try {
    const skipped = { status: 'skipped', associations: associations.length, drifted: [], pending: [] } as const;
    if ((await phaseOfStack(context, cloudFormation, request)) === 'skip') return skipped;
    const found = await findMissing(context, smsVoice, associations);
    // A deployment that began meanwhile takes identities out and puts them in, and may declare others.
    const phase = found.length > 0 ? await phaseOfStack(context, cloudFormation, request) : 'check';
    if (phase === 'skip') return skipped;
    const mayRepair = request.repair && phase === 'check and repair';
    const repair = { context, request, smsVoice, cloudFormation, awsRequestId: invocation?.awsRequestId ?? '' };
    const missing = mayRepair ? await repairMissing(repair, found) : found;
    const [pending, drifted] = [missing.filter(isPending), missing.filter((each) => !isPending(each))];
    const still = drifted.filter(({ repaired }) => repaired !== true);
    for (const each of still) log({ message: 'warning', warning: warningOf(each), ...entryOf(each) });
    const values = { Drifted: still.length, Repaired: drifted.length - still.length, Pending: pending.length };
    dependencies.writeLine(metricsLine(request.stackName, values, clock.date()));
    const entries = { drifted: drifted.map(entryOf), pending: pending.map(entryOf) };
    return { status: 'checked', associations: associations.length, ...entries };
  } finally {
    smsVoice.destroy();
    cloudFormation.destroy();
  }
}

async function phaseOfStack(
  context: Context,
  client: CloudFormationClient,
  { stackId }: CheckRequest,
): Promise<StackPhase> {
  // Nobody waits for a check, so that it retries for as long as a Delete.
  const reader = new StackReader(client, context, { type: 'Delete', stackId, logicalResourceId: '' }, false);
  const { status } = await reader.stack().catch((error: unknown) => {
    throw new RequestFailed(
      `the stack can't be read, so nothing is known of drift: ${String(error)}. Allow the function ` +
        'cloudformation:DescribeStacks on its stack; in a VPC, give it a route or an endpoint to cloudformation.',
    );
  });
  const phase = stackPhase(status);
  context.log({ message: 'stack', status, decision: phase });
  return phase;
}
