import { rmSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, OriginationIdentityAssociation } from 'cdk-sms-pool-association';
import type { PhoneNumber, SenderId } from '../../sms-voice';

export type Identity = PhoneNumber | SenderId;

const MESSAGES = { help: { message: 'ACME: visit acme.example' }, stop: { message: 'ACME: unsubscribed' } };

/** An app with one stack, which associates the identities with a pool: one that exists, or its own with the listed number. */
export class SynthesizedApp {
  readonly template: unknown;
  /** The directory of the cloud assembly. */
  readonly assembly: string;

  constructor(pool: { readonly id: string } | { readonly listed: PhoneNumber }, identities: readonly Identity[]) {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Stack');
    const declared =
      'id' in pool
        ? CfnPool.fromPoolId(stack, 'Pool', pool.id)
        : new CfnPool(stack, 'Pool', { originationIdentities: [pool.listed.arn], mandatoryKeywords: MESSAGES });
    for (const { kind, id, country } of identities) {
      const originationIdentity =
        kind === 'phone-number'
          ? OriginationIdentity.fromPhoneNumberId(id, country)
          : OriginationIdentity.fromSenderId(id, country);
      new OriginationIdentityAssociation(stack, id, { pool: declared, originationIdentity });
    }
    this.template = app.synth().getStackArtifact('Stack').template;
    this.assembly = app.outdir;
  }

  remove(): void {
    rmSync(this.assembly, { recursive: true });
  }
}
