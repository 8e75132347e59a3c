/** Where a stack lives: what an id without an ARN is completed with. */
export interface Home {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** An ARN of any service, in its parts. */
export interface Arn extends Home {
  readonly service: string;
  /** All that follows the account, such as `pool/pool-0123…`. */
  readonly resource: string;
}

const ARN = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/;

export function parseArn(text: string): Arn | undefined {
  const match = ARN.exec(text);
  if (match === null) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
}

export function smsVoiceArn(home: Home, resource: string): string {
  return `arn:${home.partition}:sms-voice:${home.region}:${home.account}:${resource}`;
}
