import { rmSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, OriginationIdentityAssociation } from 'cdk-sms-pool-association';

/** The template of a stack that puts the phone numbers into the pool. */
export function template(poolId: string, phoneNumberIds: readonly string[]): unknown {
  const app = new App({ analyticsReporting: false, context: { 'aws:cdk:disable-asset-staging': true } });
  const stack = new Stack(app, 'Stack');
  const pool = CfnPool.fromPoolId(stack, 'Pool', poolId);
  for (const id of phoneNumberIds) {
    const originationIdentity = OriginationIdentity.fromPhoneNumberId(id, 'US');
    new OriginationIdentityAssociation(stack, id, { pool, originationIdentity });
  }
  const synthesized: unknown = app.synth().getStackArtifact('Stack').template;
  rmSync(app.outdir, { recursive: true });
  return synthesized;
}
