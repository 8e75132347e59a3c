import { randomUUID } from 'node:crypto';
import type { AssociationProperties } from '../../../lib/association-properties';

export const ACCOUNT = '111122223333';
export const STACK_ID = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/shop/0f9e8d7c-0000-4000-8000-123456789012`;
export const LOGICAL_ID = 'OriginationIdentityAssociation0A1B2C3D';

/** What a test may set of an event; the rest is as CloudFormation fills it in. */
export interface EventOptions {
  readonly requestId?: string;
  readonly stackId?: string;
  readonly logicalId?: string;
  readonly serviceTimeout?: number;
  /** Properties that the type does not allow. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export type Event = Readonly<Record<string, unknown>>;

export function createEvent(properties: Partial<AssociationProperties>, options: EventOptions = {}): Event {
  return event('Create', properties, options);
}

export function updateEvent(
  physicalId: string,
  properties: Partial<AssociationProperties>,
  oldProperties: Partial<AssociationProperties>,
  options: EventOptions = {},
): Event {
  return {
    ...event('Update', properties, options),
    PhysicalResourceId: physicalId,
    OldResourceProperties: resourceProperties(oldProperties, {}),
  };
}

export function deleteEvent(
  physicalId: string,
  properties: Partial<AssociationProperties>,
  options: EventOptions = {},
): Event {
  return { ...event('Delete', properties, options), PhysicalResourceId: physicalId };
}

/** The id that CloudFormation invents for a Create that never responded. */
export const inventedId = (logicalId = LOGICAL_ID): string => `shop-${logicalId}-1A2B3C4D5E6F7`;

function event(type: string, properties: Partial<AssociationProperties>, options: EventOptions): Event {
  return {
    RequestType: type,
    RequestId: options.requestId ?? randomUUID(),
    StackId: options.stackId ?? STACK_ID,
    LogicalResourceId: options.logicalId ?? LOGICAL_ID,
    ResourceType: 'Custom::SMSVoiceOriginationIdentityAssociation',
    ResourceProperties: resourceProperties(properties, options),
  };
}

function resourceProperties(properties: Partial<AssociationProperties>, options: EventOptions): Event {
  return {
    ServiceToken: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:association`,
    ServiceTimeout: String(options.serviceTimeout ?? 1800),
    ...properties,
    ...options.raw,
  };
}

/** The physical id of an association that its resource owns. */
export const owned = (key: string): string => `owned:${key}`;

/** The physical id of an association that its resource found in place. */
export const adopted = (key: string): string => `adopted:${key}`;
