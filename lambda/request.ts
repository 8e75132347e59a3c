import { type Home, parseArn } from './arn';
import type { Envelope } from './envelope';
import { type Fields, isFields } from './fields';
import { InvalidProperty } from './invalid-property';

/** What CloudFormation asks, each field checked but the properties, which are the association's own to check. */
export interface Request extends Envelope {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly properties: Fields;
  /** Empty but on Update. */
  readonly oldProperties: Fields;
  readonly home: Home;
}

/** @throws InvalidProperty naming the field of the event that CloudFormation would not send so */
export function parseRequest(event: Fields, envelope: Envelope): Request {
  const type = event.RequestType;
  if (type !== 'Create' && type !== 'Update' && type !== 'Delete')
    throw new InvalidProperty('RequestType', type, 'expected Create, Update or Delete');
  for (const name of ['RequestId', 'LogicalResourceId', ...(type === 'Create' ? [] : ['PhysicalResourceId'])]) {
    const value = event[name];
    if (typeof value !== 'string' || value === '') throw new InvalidProperty(name, value, 'expected a text');
  }
  const stack = parseArn(envelope.stackId);
  if (stack === undefined) throw new InvalidProperty('StackId', event.StackId, 'expected the ARN of a stack');
  return {
    ...envelope,
    type,
    properties: isFields(event.ResourceProperties) ? event.ResourceProperties : {},
    oldProperties: isFields(event.OldResourceProperties) ? event.OldResourceProperties : {},
    home: { partition: stack.partition, region: stack.region, account: stack.account },
  };
}
