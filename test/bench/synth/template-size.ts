import { readFile } from 'node:fs/promises';
import { characters, foreseen, inlinePolicies } from '../../cloudformation/limits';
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

/** How a template grows from one association to many. */
export interface Growth {
  readonly associations: number;
  readonly one: TemplateSize;
  readonly many: TemplateSize;
}
