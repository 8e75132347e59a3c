import type { Account } from './account';
import type { Scope } from './intrinsics';
import type { Stack, StackResource } from './stack';
import { scopeOf } from './stack-scope';
import { parseTemplate } from './template';
import type { UniqueNames } from './unique-names';

/** The stacks of one account that are not deleted, and the values that their templates can refer to. */
export class AccountStacks {
  private readonly byName = new Map<string, Stack>();

  constructor(
    private readonly account: Account,
    private readonly names: UniqueNames,
    private readonly ssmParameters: Readonly<Record<string, string>>,
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
      exports: {},
    };
    this.byName.set(name, stack);
    return stack;
  }

  remove(name: string): void {
    this.byName.delete(name);
  }

  scopeOf(stack: Stack): Scope {
    const parameters = Object.entries(stack.parameters).map(([name, value]): [string, string] => {
      const fromSsm = stack.template.Parameters[name]?.Type.startsWith('AWS::SSM::Parameter::Value') === true;
      return [name, fromSsm ? (this.ssmParameters[value] ?? value) : value];
    });
    return scopeOf(stack, this.account, Object.fromEntries(parameters), (name) => this.exported(name));
  }

  /** The resources of all stacks. */
  resources(): readonly StackResource[] {
    return [...this.byName.values()].flatMap(({ resources }) => [...resources.values()]);
  }

  private exported(name: string): unknown {
    for (const { exports } of this.byName.values()) if (exports[name] !== undefined) return exports[name];
    throw new Error(`No export named ${name} found.`);
  }
}
