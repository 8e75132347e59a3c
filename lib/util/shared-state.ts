import type { IConstruct } from 'constructs';

/**
 * State that a construct carries for this library.
 *
 * The construct has it, and not this module, so that two copies of the library in one app share it.
 */
export class SharedState<T> {
  readonly #key: symbol;

  public constructor(
    name: string,
    private readonly isState: (value: unknown) => value is T,
  ) {
    this.#key = Symbol.for(`cdk-sms-pool-association/${name}`);
  }

  public of(construct: IConstruct): T | undefined {
    const value: unknown = Reflect.get(construct, this.#key);
    return this.isState(value) ? value : undefined;
  }

  public set(construct: IConstruct, value: T): T {
    Object.defineProperty(construct, this.#key, { value });
    return value;
  }
}
