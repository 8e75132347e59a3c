import { createHash } from 'node:crypto';
import type { Stack } from '../cloudformation';
import type { Template } from './app';

/** The templates of nested stacks, by their URLs. */
export const nestedTemplates: Record<string, unknown> = {};

/** A stack around the app's. Its resource that fails, if there is one, is a sibling of the nested stack. */
export function nesting({ Resources, ...template }: Template, Parameters: Readonly<Record<string, string>>): Template {
  const { Canary, ...others } = Resources;
  const source = { ...template, Resources: others };
  const TemplateURL = `https://templates.example/${createHash('sha256').update(JSON.stringify(source)).digest('hex')}`;
  nestedTemplates[TemplateURL] = source;
  const Nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, Parameters } };
  const isLast = Canary !== undefined && 'DependsOn' in Canary;
  const sibling =
    Canary === undefined ? {} : { Canary: { Type: 'AWS::SNS::Topic', ...(isLast ? { DependsOn: ['Nested'] } : {}) } };
  return { Resources: { Nested, ...sibling } };
}

/** The id of the nested stack in the stack around it. */
export function nestedStackId(around: Readonly<Stack> | undefined): string | undefined {
  return around?.resources.get('Nested')?.physicalId;
}
