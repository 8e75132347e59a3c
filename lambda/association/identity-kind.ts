/** The kinds of origination identity, named as the resource types in their ARNs. */
export type IdentityKind = 'phone-number' | 'sender-id' | 'rcs-agent';

/** What the kinds differ in, beside the calls that read them. */
interface KindTraits {
  /** In messages. */
  readonly noun: string;
  /** Whether it can be in one pool only, so that a change of pool is a move. */
  readonly isInOnePool: boolean;
  /** Whether the service needs its country. */
  readonly needsCountry: boolean;
  /** What follows the resource type in an ARN. */
  readonly resourceName: (id: string, isoCountryCode: string) => string;
}

export const IDENTITY_KINDS: Readonly<Record<IdentityKind, KindTraits>> = {
  'phone-number': {
    noun: 'phone number',
    isInOnePool: true,
    needsCountry: true,
    resourceName: (id) => id,
  },
  'sender-id': {
    noun: 'sender ID',
    isInOnePool: false,
    needsCountry: true,
    resourceName: (id, isoCountryCode) => `${id}/${isoCountryCode}`,
  },
  'rcs-agent': {
    noun: 'RCS agent',
    isInOnePool: true,
    needsCountry: false,
    resourceName: (id) => id,
  },
};

/** An identity by its name alone. */
export interface NamedIdentity {
  readonly kind: IdentityKind;
  readonly id: string;
  /** Only the ARN of a sender ID has one. */
  readonly isoCountryCode?: string | undefined;
}

/**
 * The shapes of ids, tried in this order. A sender ID has at most 11 characters, so only a longer name is a prefixed id, and
 * `rcs-news` is a sender ID.
 */
const ID_SHAPES: readonly (readonly [RegExp, IdentityKind])[] = [
  [/^[A-Za-z0-9_-]{1,11}$/, 'sender-id'],
  [/^phone-[A-Za-z0-9_-]+$/, 'phone-number'],
  [/^rcs-[A-Za-z0-9_-]+$/, 'rcs-agent'],
];

export function kindOfId(id: string): NamedIdentity | undefined {
  const kind = ID_SHAPES.find(([shape]) => shape.test(id))?.[1];
  return kind === undefined ? undefined : { kind, id };
}

/** The shape of what follows the account in an ARN: an id and, for a sender ID only, a country. */
const RESOURCE_SHAPES: Readonly<Record<IdentityKind, RegExp>> = {
  'phone-number': /^phone-number\/([^/]+)$/,
  'sender-id': /^sender-id\/([^/]+)\/([A-Z]{2})$/,
  'rcs-agent': /^rcs-agent\/([^/]+)$/,
};

const isIdentityKind = (type: string): type is IdentityKind => Object.hasOwn(IDENTITY_KINDS, type);

/** @param resource all that follows the account in an ARN */
export function kindOfArn(resource: string): NamedIdentity | undefined {
  const [kind = ''] = resource.split('/');
  if (!isIdentityKind(kind)) return undefined;
  const [, id, isoCountryCode] = RESOURCE_SHAPES[kind].exec(resource) ?? [];
  return id === undefined ? undefined : { kind, id, isoCountryCode };
}
