import { isFields, type Fields } from './fields';

/** What an answer needs of its event, as far as the event has it. */
export interface Envelope {
  readonly requestId: string;
  readonly stackId: string;
  readonly logicalResourceId: string;
  /** Empty on Create. */
  readonly physicalResourceId: string;
  /** A secret: whoever has it can answer in the function's place. */
  readonly responseUrl: string;
  /** How long CloudFormation waits for an answer, if the properties say so. */
  readonly serviceTimeoutSeconds: number | undefined;
}

/** Undefined when there is nowhere to answer. */
export function parseEnvelope(event: Fields): Envelope | undefined {
  const responseUrl = text(event, 'ResponseURL');
  if (!isHttpUrl(responseUrl)) return undefined;
  const properties = isFields(event.ResourceProperties) ? event.ResourceProperties : {};
  return {
    requestId: text(event, 'RequestId'),
    stackId: text(event, 'StackId'),
    logicalResourceId: text(event, 'LogicalResourceId'),
    physicalResourceId: event.RequestType === 'Create' ? '' : text(event, 'PhysicalResourceId'),
    responseUrl,
    serviceTimeoutSeconds: serviceTimeout(properties.ServiceTimeout),
  };
}

function text(event: Fields, name: string): string {
  const value = event[name];
  return typeof value === 'string' ? value : '';
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

/** CloudFormation allows 1 to 3600 seconds. */
function serviceTimeout(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d+$/.test(value)) return undefined;
  const seconds = Number(value);
  return seconds >= 1 && seconds <= 3600 ? seconds : undefined;
}
