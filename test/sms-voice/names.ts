import { createHash } from 'node:crypto';
import { invalidField, type ResourceType } from './service-error';

const arnPattern = /^arn:[a-z0-9-]+:sms-voice:[a-z0-9-]+:[0-9]{12}:(pool|phone-number|sender-id|rcs-agent)\/(.+)$/;

/** The ids and ARNs of one account. A bare id means a resource of this account; other accounts' resources need the ARN. */
export class Names {
  readonly #counts = new Map<string, number>();

  constructor(
    readonly partition: string,
    readonly region: string,
    readonly accountId: string,
  ) {}

  arn(kind: ResourceType, id: string, accountId = this.accountId): string {
    return `arn:${this.partition}:sms-voice:${this.region}:${accountId}:${kind}/${id}`;
  }

  /** Looks like an id of the service, and is the same in every run. */
  newId(prefix: 'pool' | 'phone' | 'rcs'): string {
    return `${prefix}-${this.#digest(prefix)}`;
  }

  newPhoneNumber(): string {
    return `+1206555${String(this.#next('number')).padStart(4, '0')}`;
  }

  newRequestId(): string {
    return this.#digest('request').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  #next(series: string): number {
    const count = (this.#counts.get(series) ?? 0) + 1;
    this.#counts.set(series, count);
    return count;
  }

  #digest(series: string): string {
    return createHash('sha256')
      .update(`${this.accountId} ${series} ${this.#next(series)}`)
      .digest('hex')
      .slice(0, 32);
  }

  /** The ARN of a pool, phone number or RCS agent that a field names by id or by ARN. */
  resolve(kind: ResourceType, reference: string, field: string): string {
    if (reference === '') throw invalidField('MISSING_PARAMETER', field, `the ${kind} is empty`);
    if (!reference.startsWith('arn:')) return this.arn(kind, reference);
    if (arnPattern.exec(reference)?.[1] === kind) return reference;
    throw invalidField('INVALID_ARN', field, `${reference} is not the ARN of a ${kind}`);
  }

  resolveSenderId(reference: string, country: string | undefined, field: string): string {
    if (reference.startsWith('arn:')) {
      const arn = this.resolve('sender-id', reference, field);
      if (country !== undefined && !arn.endsWith(`/${country}`)) {
        throw invalidField('COUNTRY_CODE_MISMATCH', 'IsoCountryCode', `${country} is not the country of ${arn}`);
      }
      return arn;
    }
    if (country === undefined) {
      throw invalidField('MISSING_PARAMETER', 'IsoCountryCode', `the sender ID ${reference} needs its country`);
    }
    return this.arn('sender-id', `${reference}/${country}`);
  }

  /** The ARN of an origination identity of any kind. */
  resolveIdentity(reference: string, country: string | undefined, field = 'OriginationIdentity'): string {
    const kind = identityKind(reference);
    if (kind === 'sender-id') return this.resolveSenderId(reference, country, field);
    if (kind !== undefined) return this.resolve(kind, reference, field);
    throw invalidField('INVALID_ARN', field, `${reference} is not the ARN of an origination identity`);
  }
}

/** The kind and id in an ARN that `Names` resolved. */
export function splitArn(arn: string): { kind: ResourceType; id: string } {
  const [, kind, id] = arnPattern.exec(arn) ?? [];
  if (id === undefined) throw new Error(`${arn} was not resolved to an ARN of this service`);
  if (kind === 'pool' || kind === 'phone-number' || kind === 'sender-id') return { kind, id };
  return { kind: 'rcs-agent', id };
}

function identityKind(reference: string): Exclude<ResourceType, 'pool'> | undefined {
  if (reference.startsWith('arn:')) {
    const kind = arnPattern.exec(reference)?.[1];
    return kind === 'phone-number' || kind === 'sender-id' || kind === 'rcs-agent' ? kind : undefined;
  }
  // A sender ID has at most 11 characters. One like `phone-home` is not a phone number.
  if (reference.length > 11 && reference.startsWith('phone-')) return 'phone-number';
  if (reference.length > 11 && reference.startsWith('rcs-')) return 'rcs-agent';
  return 'sender-id';
}
