import { type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { resolve, type Scope } from '../cloudformation/intrinsics';
import { isObject, parseTemplate, type Template as CloudFormationTemplate } from '../cloudformation/template';

export const SCHEDULE = 'AWS::Scheduler::Schedule';

/** The event that the schedule sends from the deployed stack. */
export function eventOf(stack: Stack, parameters: Readonly<Record<string, string>> = {}): unknown {
  const template = parseTemplate(Template.fromStack(stack).toJSON());
  const [schedule] = Object.values(template.Resources).filter(({ Type }) => Type === SCHEDULE);
  const target = schedule?.Properties.Target;
  const input = isObject(target) ? resolve(target.Input, scope(template, parameters)) : undefined;
  return JSON.parse(String(input));
}

export function scope(template: CloudFormationTemplate, parameters: Readonly<Record<string, string>>): Scope {
  return {
    template,
    parameters: { 'AWS::StackId': 'the stack', ...parameters },
    ref: (logicalId) => `ref of ${logicalId}`,
    getAtt: (logicalId, attribute) => `${attribute} of ${logicalId}`,
    importValue: (name) => `import of ${name}`,
  };
}
