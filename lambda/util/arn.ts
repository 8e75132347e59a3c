/** Where a stack is deployed. An id without an ARN names a resource of this environment. */
export interface Environment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The parts of an ARN of any service. */
export interface Arn extends Environment {
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

export function smsVoiceArn({ partition, region, account }: Environment, resource: string): string {
  return `arn:${partition}:sms-voice:${region}:${account}:${resource}`;
}
