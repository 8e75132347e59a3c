import { type Arn, type Environment, parseArn } from '../util/arn';
import { InvalidProperty } from '../util/errors';

/** What AssociateOriginationIdentity accepts for a pool and for an identity. */
const ID_OR_ARN = /^[A-Za-z0-9_:/-]{1,256}$/;

/** What a property names a pool or an identity by. */
export interface IdOrArn {
  /** As the template has it, which is how it is sent to the service. */
  readonly idOrArn: string;
  /** Undefined for an id. */
  readonly arn: Arn | undefined;
}

/** What a property has to name. */
export interface Expected {
  readonly property: string;
  /** With its article. */
  readonly noun: string;
  /** What the message says that is expected. */
  readonly rule: string;
}

/**
 * @throws InvalidProperty for a value that the service would refuse, or an ARN of another service or region
 */
export function parseIdOrArn(value: unknown, { property, noun, rule }: Expected, { region }: Environment): IdOrArn {
  if (typeof value !== 'string' || !ID_OR_ARN.test(value)) throw new InvalidProperty(property, value, rule);
  const arn = parseArn(value);
  if (arn !== undefined && arn.service !== 'sms-voice') throw new InvalidProperty(property, value, rule);
  if (arn !== undefined && arn.region !== region)
    throw new InvalidProperty(property, value, `expected ${noun} in ${region}, the stack's region`);
  return { idOrArn: value, arn };
}

/** The same for the id and the ARN of one resource: a name, led by the account if that is not the stack's. */
export function keyOf(arn: Arn | undefined, name: string, { account }: Environment): string {
  return arn === undefined || arn.account === account ? name : `${arn.account}:${name}`;
}
