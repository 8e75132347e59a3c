import type { CustomResourceRequest } from '../cloudformation';
import type { Facts } from './model';
import type { Run } from './product';

/** Every request is answered once by each of its deliveries, in time, in at most 4096 bytes, without the URL. */
export function* badAnswers({ requests, runs }: Facts): Generator<string> {
  for (const request of requests) {
    const { event, outcome, responses } = request;
    const name = `${event.RequestType} of ${event.LogicalResourceId}`;
    if (outcome === 'timed out' || outcome === 'open') yield `the ${name} was never answered: ${outcome}`;
    const long = responses.find(({ bytes }) => bytes > 4096);
    if (long !== undefined) yield `the ${name} was answered with ${long.bytes} bytes`;
    if (responses.some(({ body }) => body.includes(event.ResponseURL))) yield `an answer to the ${name} holds its URL`;
    yield* badRuns(request, runs);
  }
}

function* badRuns({ event }: CustomResourceRequest, runs: readonly Run[]): Generator<string> {
  const name = `${event.RequestType} of ${event.LogicalResourceId}`;
  for (const { outcome, delivered } of runs.filter((run) => run.event.RequestId === event.RequestId)) {
    if (outcome === 'threw') yield `the function threw at the ${name}`;
    if (outcome === 'done' && delivered !== 1) yield `one delivery of the ${name} was answered ${delivered} times`;
    if (outcome !== 'done' && delivered > 1) yield `a crashed delivery of the ${name} was answered ${delivered} times`;
  }
}

/** The URL of an answer is a secret. */
export function* leaked(log: readonly string[]): Generator<string> {
  const line = log.find((entry) => entry.includes('X-Amz-Signature') || entry.includes('not-a-secret'));
  if (line !== undefined) yield `a line of the log holds a secret: ${line}`;
}
