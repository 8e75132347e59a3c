import { splitArn } from './names';
import { conflict } from './service-error';
import type { Settings } from './settings';

/** The changes of membership that the service has begun and not yet answered. */
export class InFlight {
  readonly #changes = new Map<object, readonly string[]>();

  constructor(private readonly settings: Settings) {}

  /** @throws the conflict, when another change of the same resource is in flight. */
  begin(call: { readonly operation: string }, arns: readonly string[]): void {
    const { concurrentChanges } = this.settings;
    if (concurrentChanges === 'accepted' || !/^(Associate|Disassociate)/.test(call.operation)) return;
    const locked = arns.filter((arn) => concurrentChanges === 'one-per-pool' || splitArn(arn).kind !== 'pool');
    const busy = locked.find((arn) => [...this.#changes.values()].some((others) => others.includes(arn)));
    if (busy !== undefined) {
      throw conflict(undefined, splitArn(busy), `Another operation on ${busy} is in progress.`);
    }
    this.#changes.set(call, locked);
  }

  end(call: object): void {
    this.#changes.delete(call);
  }
}
