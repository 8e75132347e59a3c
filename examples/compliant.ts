/**
 * An association with the settings that a company's rules ask for, checked by all rule packs of cdk-nag:
 *
 *   npx cdk synth --app 'npx tsx examples/compliant.ts'
 *
 * Put the ids of your account into compliant-placeholders.ts before you deploy it. docs/compliance.md tells which setting
 * settles which finding.
 */
import { App, Validations } from 'aws-cdk-lib';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R4Checks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
} from 'cdk-nag';
import { PLACEHOLDERS } from './compliant-placeholders';
import { CompliantStack } from './compliant-stack';

const app = new App();
Validations.of(app).addPlugins(
  new AwsSolutionsChecks(),
  new HIPAASecurityChecks(),
  new NIST80053R4Checks(),
  new NIST80053R5Checks(),
  new PCIDSS321Checks(),
  new ServerlessChecks(),
);
new CompliantStack(app, 'CompliantSmsPoolAssociation', PLACEHOLDERS);
