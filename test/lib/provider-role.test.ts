import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AssociationProvider } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import { ACCOUNT, ASSOCIATION, associate, HOME, newApp, newStack, POOL_ID, provided } from './fixtures';

describe('the role of a provider', () => {
  test('of the stack gets the policies', () => {
    const template = provided((scope) => ({ role: lambdaRole(scope) }));
    template.resourceCountIs('AWS::IAM::Role', 1);
    template.hasResourceProperties('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('^MyRole') }] });
  });

  test('if imported, gets the policies', () => {
    const template = provided((scope) => ({ role: Role.fromRoleName(scope, 'MyRole', 'sms-pools') }));
    template.hasResourceProperties('AWS::IAM::Policy', { Roles: ['sms-pools'] });
  });

  test('if imported as immutable, keeps the permissions that it has', () => {
    const stack = newStack(HOME);
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/sms-pools`;
    const role = Role.fromRoleArn(stack, 'MyRole', roleArn, { mutable: false });
    new AssociationProvider(stack, 'Provider', { role });
    associate(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.hasResource(ASSOCIATION, { DependsOn: ['SmsPoolAssociationProviderEventInvokeConfig'] });
  });

  test('if Role.customizeRoles takes it over, is reported with the policies that it needs', () => {
    const app = newApp();
    Role.customizeRoles(app);
    associate(newStack({}, 'Stack', app));
    app.synth();
    const report = readFileSync(path.join(app.outdir, 'iam-policy-report.txt'), 'utf8');
    expect(report).toContain('sms-voice:AssociateOriginationIdentity');
    expect(report).toContain(`:pool/${POOL_ID}`);
  });

  test('if Role.customizeRoles replaces it by an existing one, is that one', () => {
    const app = newApp();
    Role.customizeRoles(app, { usePrecreatedRoles: { 'Stack/SmsPoolAssociationProvider/Role': 'sms-pools' } });
    const stack = newStack({}, 'Stack', app);
    associate(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Role', 0);
    expect(JSON.stringify(template.findResources('AWS::Lambda::Function'))).toContain(':role/sms-pools');
  });

  test('has the permissions boundary', () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    provided((scope) => ({
      permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(scope, 'Boundary', boundary),
    })).hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: boundary });
  });

  test('is refused beside a permissions boundary', () => {
    expect(() =>
      provided((scope) => ({
        role: lambdaRole(scope),
        permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess'),
      })),
    ).toThrow(
      '[Stack/Provider] got both role and permissionsBoundary; expected one; set the boundary on the role where it is made',
    );
  });
});

function lambdaRole(scope: Construct): Role {
  return new Role(scope, 'MyRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
}
