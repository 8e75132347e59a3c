import type { Account } from './account';
import type { Names } from './names';
import type { Settings } from './settings';
import { accept, type Shape } from './shapes';
import { View } from './view';

export type Output = Readonly<Record<string, unknown>>;

/** The state that an operation works on. */
export class Context {
  constructor(
    readonly account: Account,
    readonly names: Names,
    readonly settings: Settings,
    readonly now: number,
    /** The access key id of the request. */
    readonly by: string,
    readonly clientToken?: string,
  ) {}

  /** The account now, which changes go by. */
  get current(): View {
    return new View(this.account, this.settings, this.now);
  }

  /** The account as reads show it, which can lag. */
  get readable(): View {
    return new View(this.account, this.settings, this.now - this.settings.readLagMilliseconds);
  }
}

/** A valid request. */
export interface Prepared {
  /** The ARNs that IAM checks. */
  readonly resources: readonly string[];
  readonly clientToken: string | undefined;
  run(context: Context): Output;
}

export type Operation = (input: unknown, names: Names) => Prepared;

interface Parts<Input> {
  readonly shape: Shape<Input>;
  readonly resources?: (input: Input, names: Names) => readonly string[];
  readonly run: (input: Input, context: Context) => Output;
}

export function operation<Input extends object>({ shape, resources, run }: Parts<Input>): Operation {
  return (body, names) => {
    const input = accept(shape, body);
    const clientToken = 'ClientToken' in input && typeof input.ClientToken === 'string' ? input.ClientToken : undefined;
    const arns = resources?.(input, names) ?? [];
    return {
      resources: arns.length > 0 ? arns : ['*'],
      clientToken,
      run: (context) => run(input, context),
    };
  };
}
