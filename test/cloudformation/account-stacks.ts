import type { Scope } from './intrinsics';
import type { Stack, StackResource } from './stack';
import { scopeOf } from './stack-scope';
import { parseTemplate } from './template';
import type { UniqueNames } from './unique-names';

/** The account and region of the stacks. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/** The stacks of one account that are not deleted, and the values that their templates can refer to. */
export class AccountStacks {
  private readonly byName = new Map<string, Stack>();

  constructor(
    private readonly account: Account,
    private readonly names: UniqueNames,
  ) {}

  find(name: string): Stack | undefined {
    return this.byName.get(name);
  }

  findById(id: string): Stack | undefined {
    return [...this.byName.values()].find((stack) => stack.id === id);
  }

  create(name: string): Stack {
    const { accountId, region, partition } = this.account;
    const stack: Stack = {
      name,
      id: `arn:${partition}:cloudformation:${region}:${accountId}:stack/${name}/${this.names.uuid()}`,
      status: 'CREATE_IN_PROGRESS',
      source: {},
      template: parseTemplate({}),
      parameters: {},
      resources: new Map(),
      changes: undefined,
      outputs: {},
    };
    this.byName.set(name, stack);
    return stack;
  }

  remove(name: string): void {
    this.byName.delete(name);
  }

  scopeOf(stack: Stack): Scope {
    return scopeOf(stack, this.account);
  }

  /** The resources of all stacks. */
  resources(): readonly StackResource[] {
    return [...this.byName.values()].flatMap(({ resources }) => [...resources.values()]);
  }
}
