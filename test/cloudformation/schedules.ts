import { accessKeyOf } from './lambda-function';
import type { Stack } from './stack';
import { isObject, type JsonObject } from './template';

/** A schedule of a stack, as EventBridge Scheduler knows it: all intrinsic functions are resolved. */
export interface Schedule {
  /** When it is due: `rate(…)`, `cron(…)` or `at(…)`. */
  readonly expression: string;
  /** The ARN of what it calls. */
  readonly target: string;
  /** Stands for the role that it calls with: IamPolicies finds the role by it. */
  readonly accessKeyId: string;
  /** What it sends, as text. */
  readonly input: string;
}

/** The schedules that a stack has now. Nothing calls their targets by itself. */
export function schedulesOf({ resources }: Pick<Stack, 'resources'>): Schedule[] {
  return [...resources.values()]
    .filter(({ definition }) => definition.Type === 'AWS::Scheduler::Schedule')
    .map(({ logicalId, properties }) => {
      const text = (fields: JsonObject, name: string): string => {
        const value = fields[name];
        if (typeof value === 'string') return value;
        throw new Error(`${name} of schedule ${logicalId} is ${JSON.stringify(value)}, expected a string`);
      };
      const target = isObject(properties.Target) ? properties.Target : {};
      return {
        expression: text(properties, 'ScheduleExpression'),
        target: text(target, 'Arn'),
        accessKeyId: accessKeyOf(text(target, 'RoleArn')),
        input: text(target, 'Input'),
      };
    });
}
