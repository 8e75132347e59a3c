/** The kinds of origination identities, named as the resource types in their ARNs. */
export type IdentityKind = 'phone-number' | 'sender-id' | 'rcs-agent';

/** The kinds of what an association names. */
export type NamedKind = IdentityKind | 'pool';

/** How the service names one kind. */
interface NamingRule {
  /** With its article. */
  readonly title: string;
  /** The type of its CloudFormation resource. */
  readonly resourceType: string;
  /** What an id is, with an example. */
  readonly expectedId: string;
  /** What is wrong with an id; undefined if it can be one. */
  readonly idFlaw: (id: string) => string | undefined;
  /** What is wrong with the text after the resource type of an ARN; undefined if nothing is. */
  readonly arnNameFlaw: (name: string) => string | undefined;
  /** An example of that text. */
  readonly exampleArnName: string;
  /** The command of the AWS CLI that lists what the account has. */
  readonly lookUp: string;
  /** Whether an account that may be the stack's or another one is part of its name. */
  readonly namedByAccount: boolean;
}

interface IdentityRule extends NamingRule {
  /** Whether the service allows it in one pool only. */
  readonly onePoolOnly: boolean;
  /** Whether its country is part of its name: one text is another identity in each country. */
  readonly namedByCountry: boolean;
  /** Whether `keepLastPhoneNumber` and `deferPending` apply to it. */
  readonly phoneNumberOptions: boolean;
}

const EXAMPLE_DIGITS = '0123456789abcdef0123456789abcdef';

/** What is particular to each kind of identity. A new kind is added here; the compiler names what else needs it. */
export const IDENTITY_KINDS: Readonly<Record<IdentityKind, IdentityRule>> = {
  'phone-number': {
    ...prefixed('a phone number', 'PhoneNumber', 'phone-', hexDigitsFlaw, 'describe-phone-numbers', false),
    onePoolOnly: true,
    namedByCountry: false,
    phoneNumberOptions: true,
  },
  'sender-id': {
    title: 'a sender ID',
    resourceType: 'AWS::SMSVOICE::SenderId',
    expectedId: "a sender ID of 1 to 11 letters, digits, - or _, at least one of them a letter, like 'ACME'",
    idFlaw: senderIdFlaw,
    arnNameFlaw: senderIdWithCountryFlaw,
    exampleArnName: 'ACME/GB',
    lookUp: 'describe-sender-ids',
    namedByAccount: true,
    onePoolOnly: false,
    namedByCountry: true,
    phoneNumberOptions: false,
  },
  'rcs-agent': {
    // The form of an RCS agent's id is not documented.
    ...prefixed('an RCS agent', 'RcsAgent', 'rcs-', lengthFlaw, 'describe-rcs-agents', false),
    onePoolOnly: true,
    namedByCountry: false,
    phoneNumberOptions: false,
  },
};

export const NAMED_KINDS: Readonly<Record<NamedKind, NamingRule>> = {
  pool: prefixed('a pool', 'Pool', 'pool-', hexDigitsFlaw, 'describe-pools', true),
  ...IDENTITY_KINDS,
};

/** An id of 11 characters or fewer could be a sender ID, and the function takes it for one, whatever its prefix. */
function prefixed(
  title: string,
  resource: string,
  prefix: string,
  restFlaw: (rest: string) => string | undefined,
  lookUp: string,
  namedByAccount: boolean,
): NamingRule {
  const exampleArnName = `${prefix}${EXAMPLE_DIGITS}`;
  const idFlaw = (id: string): string | undefined =>
    id.startsWith(prefix) ? restFlaw(id.slice(prefix.length)) : `which does not begin with '${prefix}'`;
  return {
    title,
    resourceType: `AWS::SMSVOICE::${resource}`,
    expectedId: `the id of ${title}, like '${exampleArnName}'`,
    idFlaw,
    arnNameFlaw: idFlaw,
    exampleArnName,
    lookUp,
    namedByAccount,
  };
}

function hexDigitsFlaw(rest: string): string | undefined {
  const [other] = /[^0-9a-f]/.exec(rest) ?? [];
  if (other !== undefined) return `in which '${other}' is not a lower-case hex digit`;
  return rest.length === 32 ? undefined : `which has ${rest.length} hex digits instead of 32`;
}

function lengthFlaw(rest: string): string | undefined {
  const [other] = /[^A-Za-z0-9_-]/.exec(rest) ?? [];
  if (other !== undefined) return `in which '${other}' is not allowed`;
  return rest.length >= 8 ? undefined : 'which is too short';
}

function senderIdFlaw(senderId: string): string | undefined {
  const [other] = /[^A-Za-z0-9_-]/.exec(senderId) ?? [];
  if (other !== undefined) return `in which '${other}' is not allowed`;
  if (senderId.length < 1 || senderId.length > 11) return `which has ${senderId.length} characters`;
  // Letters distinguish a sender ID from a number.
  return /[A-Za-z]/.test(senderId) ? undefined : 'which has no letter';
}

function senderIdWithCountryFlaw(name: string): string | undefined {
  const [senderId = '', country, ...rest] = name.split('/');
  if (country === undefined) return 'which has no country';
  if (rest.length > 0 || !/^[A-Z]{2}$/.test(country)) return `whose country is '${[country, ...rest].join('/')}'`;
  return senderIdFlaw(senderId);
}
