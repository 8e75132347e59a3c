import assert from 'node:assert/strict';
import type { Call } from '../sms-voice';

/** A call that changes a pool, or tries to. */
export interface ChangeCall {
  readonly action: 'associate' | 'disassociate';
  readonly pool: string;
  readonly identity: string;
  readonly clientToken: string;
  /** `success`, or the error's name. */
  readonly outcome: string;
  /** Whether the service did something, where it had not done it before. */
  readonly effective: boolean;
}

export function changeCalls(calls: readonly Call[]): ChangeCall[] {
  return calls.flatMap(({ operation, input, outcome, effective }) => {
    const action = operation === 'AssociateOriginationIdentity' ? 'associate' : 'disassociate';
    if (action === 'disassociate' && operation !== 'DisassociateOriginationIdentity') return [];
    const [pool, identity] = [text(input, 'PoolId'), text(input, 'OriginationIdentity')];
    return [{ action, pool, identity, clientToken: text(input, 'ClientToken'), outcome, effective }];
  });
}

/** `associate phone-… pool-…`, sorted: the order in which independent resources are deployed is CloudFormation's own. */
export function effects(calls: readonly Call[]): string[] {
  const effective = changeCalls(calls).filter((call) => call.effective);
  return effective.map(({ action, identity, pool }) => `${action} ${identity} ${pool}`).sort();
}

/** Each token is short enough, was made for one request to the service, and begins with its resource's logical id. */
export function checkTokens(calls: readonly Call[]): void {
  const requests = new Map<string, string>();
  const identities = new Map<string, string>();
  for (const { action, identity, pool, clientToken } of changeCalls(calls)) {
    assert.match(clientToken, /^OriginationIdentityAssociation[0-9A-F]{8}-[!-~]+$/);
    assert.ok(clientToken.length <= 64, clientToken);
    once(requests, clientToken, `${action} ${identity} ${pool}`);
    once(identities, clientToken.split('-')[0] ?? '', identity);
  }
  assert.ok(requests.size > 0);
}

function once(known: Map<string, string>, key: string, value: string): void {
  assert.equal(known.get(key) ?? value, value, `${key} stood for both`);
  known.set(key, value);
}

function text(input: unknown, name: string): string {
  const members = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  const value: unknown = members.find(([member]) => member === name)?.[1];
  assert.ok(typeof value === 'string', `${name} is ${String(value)}, expected a string in ${JSON.stringify(input)}`);
  return value;
}
