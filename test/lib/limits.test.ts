import { describe, expect, test } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template as SynthesizedTemplate } from 'aws-cdk-lib/assertions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { AssociationProvider, SmsPool } from 'cdk-sms-pool-association';
import { declareAssociations } from '../bench/synth/associations';
import { ENVIRONMENT, poolId, type Wanted, workload } from '../bench/synth/workload';
import type { Scope } from '../cloudformation/intrinsics';
import { characters, foreseen, inlinePolicies, ROLE_LIMITS, STACK_LIMITS } from '../cloudformation/limits';
import { parseTemplate, type ResourceDefinition, type Template } from '../cloudformation/template';
import { arn, ASSOCIATION, cfnPool, newApp, OTHER_ACCOUNT } from './fixtures';

/** 16 in each pool. An account has a quota of 25 pools, and a pool one of 100 identities. */
const WANTED = workload(400, 25);
const ROLE = 'SmsPoolAssociationProviderRole';
const STACK_NAME = 'Messaging';

type PoolOf = (stack: Stack, poolId: string) => aws_smsvoice.IPoolRef;

const BY_PARAMETERS: PoolOf = (stack, poolId) =>
  SmsPool.fromPoolArn(stack, poolId, new CfnParameter(stack, `${poolId}-arn`).valueAsString);

const POOLS: readonly (readonly [string, PoolOf])[] = [
  ['by their ids', (stack, poolId) => CfnPool.fromPoolId(stack, poolId, poolId)],
  ['of the app', (stack, poolId) => cfnPool(stack, poolId, [arn(`phone-number/phone-of-${poolId}`)])],
  [
    'of another account',
    (stack, poolId) => SmsPool.fromPoolArn(stack, poolId, arn(`pool/${poolId}`, OTHER_ACCOUNT, ENVIRONMENT.region)),
  ],
  ['by the ARNs that parameters hold', BY_PARAMETERS],
];

describe.each(POOLS)('400 associations over 25 pools %s', (_, poolOf) => {
  const { template, bytes } = synthesized(WANTED, poolOf);
  const { template: smallest } = synthesized(WANTED.slice(0, 1), poolOf);
  const policies = resources(template, 'AWS::IAM::Policy');

  test('are one resource each, beside a policy for each pool and what a stack has once', () => {
    const added = (type?: string): number => resources(template, type).length - resources(smallest, type).length;
    expect(added(ASSOCIATION)).toBe(400 - 1);
    expect(added('AWS::IAM::Policy')).toBe(25 - 1);
    expect(added()).toBe(400 - 1 + 25 - 1 + added('AWS::SMSVOICE::Pool'));
  });

  test('are a template that CloudFormation takes, indented as CDK writes it', () => {
    expect(resources(template).length).toBeLessThanOrEqual(STACK_LIMITS.resources);
    expect(Object.keys(template.Parameters).length).toBeLessThanOrEqual(STACK_LIMITS.parameters);
    expect(bytes).toBeLessThanOrEqual(STACK_LIMITS.templateBytes);
  });

  test('have policies that IAM takes for one role', () => {
    const documents = inlinePolicies(ROLE, scopeOf(template));
    expect(documents).toHaveLength(policies.length);
    expect(characters(documents)).toBeLessThanOrEqual(ROLE_LIMITS.inlinePolicyCharacters);
    for (const { Properties } of policies) {
      expect(String(Properties.PolicyName).length).toBeLessThanOrEqual(ROLE_LIMITS.policyNameCharacters);
    }
  });

  test('have a role that IAM takes', () => {
    const role = template.Resources[ROLE]?.Properties;
    expect(characters([role?.AssumeRolePolicyDocument])).toBeLessThanOrEqual(ROLE_LIMITS.trustPolicyCharacters);
    expect(role).not.toHaveProperty('ManagedPolicyArns');
  });

  test('depend each on the permissions of its own pool, and on none of the others', () => {
    const associations = resources(template, ASSOCIATION);
    const pools = new Map(
      associations.map(({ Properties, DependsOn }) => [JSON.stringify(Properties.PoolId), DependsOn]),
    );
    expect(new Set([...pools.values()].map(String)).size).toBe(25);
    for (const { Properties, DependsOn } of associations) {
      expect(DependsOn).toEqual(pools.get(JSON.stringify(Properties.PoolId)));
      expect(DependsOn).toHaveLength(resources(smallest, ASSOCIATION)[0]?.DependsOn.length ?? NaN);
    }
  });
});

test('25 pools behind parameters leave a tenth of what IAM takes for one role, even where ARNs are longest', () => {
  const govCloud = { account: ENVIRONMENT.account, region: 'us-gov-west-1' };
  const { template } = synthesized(WANTED, BY_PARAMETERS, govCloud);
  const documents = inlinePolicies(ROLE, scopeOf(template, govCloud, 'aws-us-gov'));
  expect(characters(documents)).toBeLessThanOrEqual(0.9 * ROLE_LIMITS.inlinePolicyCharacters);
});

test('more pools than the policies of one role can name are refused, with the limit and a way out', () => {
  expect(() => synthesized(workload(60, 60), BY_PARAMETERS)).toThrow(
    /'Messaging\/SmsPoolAssociationProvider' has 62 policies on one role, of 1\d{4} characters or more; expected 10240 at most/,
  );
});

test('pools are not counted for a role that is imported as immutable, to which no policies are attached', () => {
  const stack = new Stack(newApp(), STACK_NAME, { env: ENVIRONMENT });
  const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/sms-pools', { mutable: false });
  new AssociationProvider(stack, 'Provider', { role });
  declareAssociations(stack, workload(60, 60), (poolId) => BY_PARAMETERS(stack, poolId));
  expect(() => SynthesizedTemplate.fromStack(stack)).not.toThrow();
});

/** The template, and how long it is as CDK writes it. */
function synthesized(
  wanted: readonly Wanted[],
  poolOf: PoolOf,
  env = ENVIRONMENT,
): { template: Template; bytes: number } {
  const app = newApp();
  const stack = new Stack(app, STACK_NAME, { env });
  declareAssociations(stack, wanted, (poolId) => poolOf(stack, poolId));
  const { templateFullPath } = app.synth().getStackArtifact(stack.artifactId);
  const template: unknown = JSON.parse(readFileSync(templateFullPath, 'utf8'));
  return { template: parseTemplate(template), bytes: statSync(templateFullPath).size };
}

function resources({ Resources }: Template, type?: string): ResourceDefinition[] {
  return Object.values(Resources).filter(({ Type }) => type === undefined || Type === type);
}

/** Every parameter holds the ARN of a pool. */
function scopeOf(template: Template, { account: accountId, region } = ENVIRONMENT, partition = 'aws'): Scope {
  const poolArn = `arn:${partition}:sms-voice:${region}:${accountId}:pool/${poolId(0)}`;
  const parameters = Object.keys(template.Parameters).map((name): [string, string] => [name, poolArn]);
  return foreseen(template, { accountId, region, partition }, STACK_NAME, Object.fromEntries(parameters));
}
