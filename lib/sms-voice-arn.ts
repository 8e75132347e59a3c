import { Token } from 'aws-cdk-lib';

/** The parts of an `sms-voice` ARN that matter here. Any of them can be a token. */
export interface SmsVoiceArn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** What the resource is: `pool`, `phone-number`, `sender-id`, `rcs-agent`. */
  readonly kind: string;
  /** What follows the kind: the id, or `SENDER/GB` for a sender ID. */
  readonly name: string;
}

/** A colon that parts an ARN, not one inside of a token's `${Token[…]}`. */
const SEPARATOR = /:(?![^{]*\})/;

/** The parts of a value that is visibly an ARN; undefined for an id, and for a token that may resolve to anything. */
export function parseArn(value: string): SmsVoiceArn | undefined {
  const [prefix, , service, region, account, resource] = value.split(SEPARATOR);
  if (prefix !== 'arn' || service === undefined || region === undefined || account === undefined) return undefined;
  const slash = resource?.indexOf('/') ?? -1;
  if (resource === undefined || slash === -1) return undefined;
  return { service, region, account, kind: resource.slice(0, slash), name: resource.slice(slash + 1) };
}

/** Whether both are known at synthesis and differ; what a token will be, the deployment finds out. */
export function differ(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}
