import type { CustomResourceRequest } from '../cloudformation';
import type { Facts } from './model';
import type { Run } from './product';

/** Each delivery of a request submits one response, in time, in at most 4096 bytes, without the URL. */
export function* badResponses({ requests, runs, step }: Facts): Generator<string> {
  for (const request of requests) {
    const { event, outcome, responses } = request;
    const name = `${event.RequestType} of ${event.LogicalResourceId}`;
    if (outcome === 'timed out' || outcome === 'open') yield `the ${name} got no response: ${outcome}`;
    const long = responses.find(({ bytes }) => bytes > 4096);
    if (long !== undefined) yield `the ${name} got a response of ${long.bytes} bytes`;
    if (responses.some(({ body }) => body.includes(event.ResponseURL))) yield `a response to the ${name} holds its URL`;
    if (step.inHaste !== true) yield* badRuns(request, runs);
  }
}

function* badRuns({ event }: CustomResourceRequest, runs: readonly Run[]): Generator<string> {
  const name = `${event.RequestType} of ${event.LogicalResourceId}`;
  for (const { outcome, submitted } of runs.filter((run) => run.event.ResponseURL === event.ResponseURL)) {
    if (outcome === 'threw') yield `the function threw at the ${name}`;
    if (outcome === 'done' && submitted !== 1) yield `one delivery of the ${name} submitted ${submitted} responses`;
    if (outcome !== 'done' && submitted > 1) yield `a crashed delivery of the ${name} submitted ${submitted} responses`;
  }
}

/** The URL of a response is a secret; an error that no code expects is a defect, even where the request fails anyway. */
export function* badLines(log: readonly string[]): Generator<string> {
  const secret = log.find((line) => line.includes('X-Amz-Signature') || line.includes('not-a-secret'));
  if (secret !== undefined) yield `a line of the log holds a secret: ${secret}`;
  const defect = log.find((line) => line.includes('"message":"defect"'));
  if (defect !== undefined) yield `the log has a defect: ${defect}`;
}
