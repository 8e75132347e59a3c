import { readFile } from 'node:fs/promises';
import { characters, foreseen, inlinePolicies, ROLE_LIMITS, STACK_LIMITS } from '../../cloudformation/limits';
import { parseTemplate } from '../../cloudformation/template';
import { ENVIRONMENT } from './workload';

/** The size of a template, as the limits of CloudFormation and IAM count it. */
export interface TemplateSize {
  readonly resources: number;
  /** As CDK writes it, indented. */
  readonly bytes: number;
  /** The sum of the inline policies of its only role. */
  readonly policyCharacters: number;
}

export const LIMITS: TemplateSize = {
  resources: STACK_LIMITS.resources,
  bytes: STACK_LIMITS.templateBytes,
  policyCharacters: ROLE_LIMITS.inlinePolicyCharacters,
};

export async function templateSize(file: string): Promise<TemplateSize> {
  const written = await readFile(file);
  const parsed: unknown = JSON.parse(written.toString());
  const template = parseTemplate(parsed);
  const [role, ...others] = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  if (role === undefined || others.length > 0) {
    throw new Error(`${file} has ${others.length + (role === undefined ? 0 : 1)} roles; expected one`);
  }
  const { account: accountId, region } = ENVIRONMENT;
  const scope = foreseen(template, { accountId, region, partition: 'aws' }, 'Messaging');
  return {
    resources: Object.keys(template.Resources).length,
    bytes: written.length,
    policyCharacters: characters(inlinePolicies(role[0], scope)),
  };
}
