import type { Options } from './options';

/** What the probe is about to do in the account, and what it costs. */
export function plan(options: Options, region: string): string {
  const missing = Math.max(0, 3 - options.senderIds.length);
  const created = [
    missing > 0
      ? `${missing} sender IDs in ${options.country} (free; the probe stops if AWS names a price)`
      : undefined,
    options.poolId === undefined ? 'a pool (free)' : undefined,
    requestsNumber(options) ? "a US simulator phone number: AWS CHARGES A MONTH'S FEE, about 1 USD" : undefined,
    options.poolUpdate ? 'a CloudFormation stack with another pool (free)' : undefined,
  ].filter((line) => line !== undefined);
  const used = [
    options.poolId === undefined ? undefined : `the pool ${options.poolId}: the probe adds and removes its sender IDs`,
    ...options.senderIds.map((senderId) => `the sender ID ${senderId}`),
    options.phoneNumberId === undefined ? undefined : `the phone number ${options.phoneNumberId}`,
    options.rcsAgentId === undefined ? undefined : `the RCS agent ${options.rcsAgentId}`,
  ].filter((line) => line !== undefined);
  return [
    `This probe asks AWS End User Messaging SMS in ${region} about behaviour that is not documented.`,
    'It sends no messages.',
    ...list('It creates, and deletes at the end:', created),
    ...list('It uses:', used),
    'It takes about five minutes at one request a second, and slows other users of these operations in that time.',
    '',
  ].join('\n');
}

function requestsNumber({ requestPhoneNumber, phoneNumberId }: Options): boolean {
  return requestPhoneNumber && phoneNumberId === undefined;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`)];
}
