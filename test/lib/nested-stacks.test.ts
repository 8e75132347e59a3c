import { describe, expect, test } from '@jest/globals';
import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AssociationProvider } from 'cdk-sms-pool-association';
import { parseTemplate } from '../cloudformation/template';
import { associate, ASSOCIATION, cfnPool, logicalIds, newStack, policiesOf, READS_STACK } from './fixtures';

function build(): { parent: Stack; nested: NestedStack } {
  const parent = newStack();
  const provider = new AssociationProvider(parent, 'Provider');
  const nested = new NestedStack(parent, 'Nested');
  associate(nested, 'Association', { provider, pool: cfnPool(nested) });
  return { parent, nested };
}

describe('a nested stack that uses the provider of the stack around it', () => {
  test('has no function of its own', () => {
    const { nested } = build();
    expect(logicalIds(nested, 'AWS::Lambda::Function')).toEqual([]);
    Template.fromStack(nested).hasResourceProperties(ASSOCIATION, {
      ServiceToken: { Ref: Match.stringLikeRegexp('^referencetoStackProviderFunction') },
    });
  });

  test("brings its permissions to the provider's role, and they outlive its association", () => {
    const { nested } = build();
    const template = Template.fromStack(nested);
    const policies = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect(policies).toHaveLength(2);
    template.allResourcesProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^referencetoStackProviderRole') }],
    });
    template.hasResource(ASSOCIATION, { DependsOn: policies.sort() });
  });

  test('lets the function read its own status', () => {
    expect(policiesOf(Template.fromStack(build().nested), READS_STACK)).not.toEqual([]);
  });

  test('is deployed after what the function needs, and deleted before', () => {
    const { Resources } = parseTemplate(Template.fromStack(build().parent).toJSON());
    const nested = Object.values(Resources).find(({ Type }) => Type === 'AWS::CloudFormation::Stack');
    expect(nested?.DependsOn).toEqual(['SmsPoolAssociationProviderEventInvokeConfig']);
    const anchor = Resources.SmsPoolAssociationProviderEventInvokeConfig;
    expect(anchor?.DependsOn).toContain('SmsPoolAssociationProviderPolicy');
  });

  test('can be inside of another nested stack', () => {
    const parent = newStack();
    const provider = new AssociationProvider(parent, 'Provider');
    const inner = new NestedStack(new NestedStack(parent, 'Outer'), 'Inner');
    associate(inner, 'Association', { provider });
    expect(() => Template.fromStack(inner)).not.toThrow();
  });
});

test('a stack can not use the provider of a stack nested in it, which is deleted first', () => {
  const parent = newStack();
  const provider = new AssociationProvider(new NestedStack(parent, 'Nested'), 'Provider');
  expect(() => associate(parent, 'Association', { provider })).toThrow(
    "[Stack/Association] provider: got 'Stack/Nested/Provider' of stack 'Stack/Nested'; expected a provider of 'Stack' or " +
      'of its parent stack, so that the permissions are deleted after the association; leave it out, or make a provider in ' +
      'that stack',
  );
});
