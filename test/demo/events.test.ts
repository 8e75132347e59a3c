import { expect, test } from '@jest/globals';
import type { DemoAccount } from './demo-account';
import { recordedRun } from './recorded-run';
import { demoSteps, type Step } from './steps';

/** The steps in which deployments end in different ways, without those in between. */
function shortened(account: DemoAccount): Step[] {
  const [create, redeploy, ...others] = demoSteps(account);
  const [fail, destroy] = others.slice(-2);
  if (create?.do !== 'deploy' || redeploy === undefined || fail?.do !== 'deploy' || destroy === undefined)
    throw new Error('expected the demo to begin with a deployment and to end with one and a destroy');
  const added = fail.app.associations.slice(-2);
  const app = { ...create.app, associations: [...create.app.associations, ...added] };
  return [create, redeploy, { ...fail, app }, destroy];
}

test('with --events, the demo prints the events of the CDK CLI', async () => {
  const { asExpected, output } = await recordedRun(shortened, true);
  expect(asExpected).toBe(true);

  const [, ...shown] = output.split(/^═══ /m);
  const [create, redeploy, failure, destroy] = shown;
  expect(create).toMatch(
    /^SmsPoolAssociationExample \| +\d+\/15 \| +\d+:\d\d:\d\d [AP]M \| CREATE_COMPLETE +\| Custom::SMSVoiceOriginationIdentityAssociation \| PhoneNumber\S* \(OriginationIdentityAssociation[0-9A-F]{8}\)$/m,
  );
  expect(create).toContain('SmsPoolAssociationExample.SenderIdArn = arn:aws:sms-voice:us-east-1:');
  expect(redeploy).toContain(' ✅  SmsPoolAssociationExample (no changes)');
  expect(redeploy).not.toContain('_IN_PROGRESS');
  expect(failure).toMatch(/CREATE_FAILED .* Hotline\S* .* is already in pool pool-[0-9a-f]{32}, and this resource/);
  expect(failure).toContain(' ❌  SmsPoolAssociationExample');
  expect(destroy).toContain(' ✅  SmsPoolAssociationExample: destroyed');
}, 60_000);
