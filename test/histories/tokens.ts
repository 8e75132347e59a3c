import type { SentCall } from './product';

/**
 * The ClientToken is the same in every deployment, retry and duplicate, and another one for another stack, resource,
 * action or association.
 */
export class TokenRule {
  /** The first token that was ever sent for something. */
  private readonly first = new Map<string, string>();
  /** What each token was sent for. */
  private readonly meaning = new Map<string, string>();
  /** What each invocation has sent already: later tokens for the same may be of a later generation. */
  private readonly begun = new WeakMap<object, Set<string>>();

  *check({ operation, input, event, run }: SentCall): Generator<string> {
    const { ClientToken: token, ...parameters } = input;
    if (!/^(Dis)?[aA]ssociate/.test(operation)) return;
    if (typeof token !== 'string' || !/^[!-~]{1,64}$/.test(token)) {
      yield `${operation} was sent with the ClientToken ${JSON.stringify(token)}`;
      return;
    }
    const purpose = JSON.stringify([event.StackId, event.LogicalResourceId, operation, parameters]);
    const known = this.meaning.get(token) ?? purpose;
    this.meaning.set(token, purpose);
    if (known !== purpose) yield `the ClientToken ${token} was sent for ${known} and for ${purpose}`;
    const begun = this.begun.get(run) ?? new Set();
    this.begun.set(run, begun);
    if (begun.has(purpose)) return;
    begun.add(purpose);
    const first = this.first.get(purpose) ?? token;
    this.first.set(purpose, first);
    if (first !== token) yield `${purpose} began with the ClientToken ${token}, in an earlier delivery with ${first}`;
  }
}
