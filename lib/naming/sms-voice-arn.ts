import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The parts of an `sms-voice` ARN. Each part can be a token. */
export interface SmsVoiceArn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** The resource type: `pool`, `phone-number`, `sender-id`, `rcs-agent`. */
  readonly kind: string;
  /** The text after the resource type: an id, or `SENDER/GB` for a sender ID. */
  readonly name: string;
}

/** A colon between two parts of an ARN, as opposed to one inside of a token's `${Token[…]}`. */
const SEPARATOR = /:(?![^{]*\})/;

/** The parts of a value that is visibly an ARN; undefined for an id, and for a token that can resolve to anything. */
export function parseSmsVoiceArn(value: string): SmsVoiceArn | undefined {
  const [prefix, partition = '', service = '', region = '', account = '', resource = ''] = value.split(SEPARATOR);
  const slash = resource.indexOf('/');
  if (prefix !== 'arn' || slash === -1) return undefined;
  return { partition, service, region, account, kind: resource.slice(0, slash), name: resource.slice(slash + 1) };
}

/** The account of an ARN, unless it is visibly that of the scope's stack. It can be a token. */
export function foreignAccount(scope: Construct, arn: SmsVoiceArn | undefined): string | undefined {
  const own = [Stack.of(scope).account, Aws.ACCOUNT_ID];
  return arn === undefined || own.includes(arn.account) ? undefined : arn.account;
}

/** The country in the ARN of a sender ID; undefined if the ARN does not show it. */
export function countryInArn(senderIdArn: string): string | undefined {
  return parseSmsVoiceArn(senderIdArn)?.name.split('/')[1];
}
