import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { App, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT, VALIDATION_REPORT_FILE } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import { PLACEHOLDERS } from '../../examples/compliant-placeholders';
import { CompliantStack } from '../../examples/compliant-stack';
import { readAssociations } from '../../examples/context';
import { ManagedPoolStack } from '../../examples/managed-pool-stack';
import { SmsStack } from '../../examples/sms-stack';
import { cfnPool, HOME } from './fixtures';

const directory = mkdtempSync(path.join(tmpdir(), 'validation-'));
// The validation of the CDK takes seconds to start.
jest.setTimeout(60_000);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('cdk-nag as a plug-in and the validation of the CDK', () => {
  test.each<[string, (app: App) => unknown]>([
    ['first', (app) => new SmsStack(app, 'Example', { associations: readAssociations(app) })],
    ['first, in an account', (app) => new SmsStack(app, 'Example', { associations: readAssociations(app), ...HOME })],
    [
      'with a pool of its own',
      (app) =>
        new ManagedPoolStack(app, 'Example', { phoneNumbers: ['Support'], senderId: 'ACME', senderIdCountry: 'GB' }),
    ],
    ['for companies', (app) => new CompliantStack(app, 'Example', PLACEHOLDERS)],
  ])('find nothing in the example: %s', (_, build) => {
    expect(findings(build)).toEqual([]);
  });

  test('would find a wildcard and a wrong property', () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const found = findings((app) => {
      const stack = new SmsStack(app, 'Example', { associations: readAssociations(app) });
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      role.addToPolicy(new PolicyStatement({ actions: ['sms-voice:*'], resources: ['*'] }));
      cfnPool(stack, 'Pool', ['not-an-arn']);
    });
    expect(found).toEqual(expect.arrayContaining(['AwsSolutions-IAM5[Action::sms-voice:*]', 'F3031']));
  });
});

/** The rules that the app breaks. */
function findings(build: (app: App) => unknown): string[] {
  const app = new App({ outdir: directory, context: { [FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT]: false } });
  build(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
  const report = readFileSync(path.join(directory, VALIDATION_REPORT_FILE), 'utf8');
  return [...report.matchAll(/"ruleName": "([^"]+)"/g)].map(([, ruleName]) => ruleName ?? '');
}
