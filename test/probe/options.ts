import { parseArgs } from 'node:util';
import { questions } from './questions';

export interface Options {
  readonly help: boolean;
  /** Don't ask before creating anything. */
  readonly yes: boolean;
  readonly only: readonly string[];
  readonly poolId: string | undefined;
  /** `NAME/COUNTRY` */
  readonly senderIds: readonly string[];
  readonly country: string;
  readonly phoneNumberId: string | undefined;
  readonly requestPhoneNumber: boolean;
  readonly rcsAgentId: string | undefined;
  readonly poolUpdate: boolean;
  readonly requestsAtOnce: number;
  readonly output: string;
}

export const HELP = `Asks AWS End User Messaging SMS in your account how it behaves where its documentation is silent,
and prints the answers as settings of the in-memory service in test/sms-voice.

  npm run probe -- [options]

Region, credentials and endpoint come from the environment, as for any AWS SDK client:
AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2, AWS_ENDPOINT_URL and so on. With an endpoint that
is not AWS's, such as an emulator's, the report says that it is not from an account.

Without options the probe creates a pool and three sender IDs, which AWS does not charge for, and deletes them
at the end, also after an error or Ctrl-C. It sends no messages. It shows its plan and asks before it creates
anything. It takes about five minutes at the default quota of one request a second.

Use what exists:
  --pool-id ID            use this pool; the probe adds and removes only its own sender IDs
  --sender-id NAME/CC     use this sender ID, which is not in the pool (repeatable, up to three)
  --phone-number ID       also ask about phone numbers; the number is ACTIVE and in no pool
  --rcs-agent ID          also ask about RCS agents; the agent is in no pool

Create more:
  --country CC            country of the sender IDs; DE by default; take one without registration
  --request-phone-number  request a US simulator number to ask about; AWS CHARGES A MONTH'S FEE FOR IT
  --pool-update           also ask what an update of AWS::SMSVOICE::Pool removes; deploys and deletes a stack

Choose:
  --only QUESTION         ask only this (repeatable):
${questions.map(({ name, asks }) => `                            ${name.padEnd(28)}${asks}`).join('\n')}
  --requests-at-once N    the largest burst that request-rate tries; 25 by default
  --output FILE           the report, without account ids, ARNs and names; reports/sms-voice-probe.md by default
  --yes                   don't ask; with --request-phone-number, agrees to its fee
  --help                  this text

Permissions on sms-voice: AssociateOriginationIdentity, DisassociateOriginationIdentity,
ListPoolOriginationIdentities, DescribePools, DescribePhoneNumbers, DescribeSenderIds, DescribeRcsAgents, and for
what the probe creates CreatePool, DeletePool, RequestSenderId, ReleaseSenderId, RequestPhoneNumber,
ReleasePhoneNumber. For --pool-update those of AWS::SMSVOICE::Pool, and on cloudformation CreateStack, UpdateStack,
DeleteStack, DescribeStacks, DescribeStackResources.`;

/** @throws an error that says what is wrong with the arguments */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      'pool-id': { type: 'string' },
      'sender-id': { type: 'string', multiple: true, default: [] },
      country: { type: 'string', default: 'DE' },
      'phone-number': { type: 'string' },
      'request-phone-number': { type: 'boolean', default: false },
      'rcs-agent': { type: 'string' },
      'pool-update': { type: 'boolean', default: false },
      'requests-at-once': { type: 'string', default: '25' },
      output: { type: 'string', default: 'reports/sms-voice-probe.md' },
    },
  });
  return {
    help: values.help,
    yes: values.yes,
    only: checked('--only', values.only, namesAQuestion, 'the name of a question (see --help)'),
    poolId: values['pool-id'],
    senderIds: checked('--sender-id', values['sender-id'], isSenderId, 'NAME/COUNTRY, such as ACME/DE'),
    country: checked('--country', [values.country], isCountry, 'two capital letters, such as DE')[0] ?? '',
    phoneNumberId: values['phone-number'],
    requestPhoneNumber: values['request-phone-number'],
    rcsAgentId: values['rcs-agent'],
    poolUpdate: values['pool-update'],
    requestsAtOnce: Number(
      checked('--requests-at-once', [values['requests-at-once']], isFewRequests, 'a number from 2 to 100')[0],
    ),
    output: values.output,
  };
}

function checked(
  option: string,
  values: readonly string[],
  isValid: (value: string) => boolean,
  expected: string,
): readonly string[] {
  const wrong = values.find((value) => !isValid(value));
  if (wrong === undefined) return values;
  throw new Error(`${option} is ${wrong}, expected ${expected}`);
}

const namesAQuestion = (value: string): boolean => questions.some(({ name }) => name === value);
const isSenderId = (value: string): boolean => /^[A-Za-z0-9_-]{1,11}\/[A-Z]{2}$/.test(value);
const isCountry = (value: string): boolean => /^[A-Z]{2}$/.test(value);
const isFewRequests = (value: string): boolean => /^[0-9]{1,3}$/.test(value) && +value >= 2 && +value <= 100;
