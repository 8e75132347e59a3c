import { readable } from './account';
import type { History, Step } from './history';
import type { Call } from '../sms-voice';
import type { CheckRun } from './product';
import type { Simulation } from './simulation';

interface Line {
  readonly time: number;
  readonly text: string;
}

/** All that happened, in the words of a person who watched it, with times in seconds. */
export function transcript(
  history: History,
  begun: readonly { step: Step; time: number }[],
  simulation: Simulation,
): string {
  const lines: Line[] = [
    ...begun.map(({ step, time }, index) => ({ time, text: `\n${index + 1}. ${describeStep(step)}` })),
    ...activityLines(simulation),
    ...simulation.cloudFormation.api.calls.map(({ time, action, outcome }) => ({
      time,
      text: `      ${action}: ${outcome}`,
    })),
    ...simulation.statuses.map(({ time, stackName, status }) => ({ time, text: `  ${stackName} is ${status}` })),
    ...simulation.service.history
      .filter(({ by, time }) => by === 'hand' && time > 0)
      .map(({ time, kind, identity, pool }) => ({ time, text: `  ${identity} ${kind} by hand: ${pool}` })),
  ];
  const sorted = lines.sort((one, other) => one.time - other.time);
  const settings = JSON.stringify({ ...history, steps: undefined });
  return readable(
    [
      settings,
      ...sorted.map(({ time, text }) => text.replace(/^(\n?)/, `$1${(time / 1000).toFixed(2).padStart(9)} `)),
    ].join('\n'),
  );
}

/** A history without what happened in it. */
export function describeHistory(history: History): string {
  return history.steps.map((step, index) => `${index + 1}. ${describeStep(step)}`).join('\n');
}

function activityLines({ product, cloudFormation }: Simulation): Line[] {
  return product.activities.map((activity) => {
    const { time } = activity;
    if ('check' in activity) return { time, text: `  ${describeCheck(activity.check, activity.phase)}` };
    if ('call' in activity) return { time, text: `      ${describeCall(activity.call)}` };
    const { RequestType, LogicalResourceId, PhysicalResourceId, StackId, ResponseURL, ResourceProperties } =
      activity.event;
    const stack = StackId.split('/')[1] ?? '';
    const name = `${stack}: ${RequestType} ${LogicalResourceId.replace('OriginationIdentityAssociation', '…')}`;
    if (activity.response !== undefined)
      return { time, text: `  ${name} responds ${shortResponse(activity.response)}` };
    const about = `${String(ResourceProperties.OriginationIdentity)} in ${String(ResourceProperties.PoolId)}`;
    const outcome = cloudFormation.requests.find(({ event }) => event.ResponseURL === ResponseURL)?.outcome ?? '';
    return { time, text: `  ${name} ${PhysicalResourceId ?? ''} (${about}) is delivered; in the end: ${outcome}` };
  });
}

function describeCheck({ event: { DriftDetection }, awsRequestId, ended }: CheckRun, phase: 'begins' | 'ends'): string {
  const { StackId, Repair, Associations } = DriftDetection;
  const about = Associations.map(({ OriginationIdentity, PoolId }) => `${OriginationIdentity} in ${PoolId}`).join(', ');
  if (phase === 'begins' || ended === undefined)
    return `${StackId.split('/')[1] ?? ''}: ${awsRequestId} checks${Repair === undefined ? '' : ' and repairs'} ${about}`;
  return `${awsRequestId} ends: ${'error' in ended ? String(ended.error) : JSON.stringify(ended.result)}`;
}

function describeCall({ operation, input, outcome, reason, effective, replayed }: Call): string {
  return (
    `${operation} ${shortInput(input)}: ${outcome}${reason === undefined ? '' : ` ${reason}`}` +
    `${effective ? ', effective' : ''}${replayed ? ', replayed' : ''}`
  );
}

function shortInput(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  return Object.entries(input)
    .filter(([name]) => name !== 'MaxResults')
    .map(([name, value]) => (name === 'ClientToken' ? `token …${String(value).slice(-6)}` : [value].flat().join(', ')))
    .join(' ');
}

function shortResponse(body: string): string {
  const response: unknown = JSON.parse(body);
  if (typeof response !== 'object' || response === null) return body;
  const { Status, PhysicalResourceId, Reason }: { Status?: unknown; PhysicalResourceId?: unknown; Reason?: unknown } =
    response;
  return [Status, PhysicalResourceId, Reason]
    .filter((part) => part !== undefined)
    .map(String)
    .join(' ');
}

/** As in the history, without the options that are off. */
function describeStep({ do: what, ...details }: Step): string {
  return `${what} ${JSON.stringify(details, (_, value: unknown) => (value === false ? undefined : value))}`;
}
