import { rmSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, OriginationIdentityAssociation } from 'cdk-sms-pool-association';
import type { PhoneNumber, SenderId } from '../../sms-voice';

export type Identity = PhoneNumber | SenderId;

/** An app with one stack, which associates the identities with the pool. */
export class SynthesizedApp {
  readonly template: unknown;
  /** The directory of the cloud assembly. */
  readonly assembly: string;

  constructor(poolId: string, identities: readonly Identity[]) {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Stack');
    const pool = CfnPool.fromPoolId(stack, 'Pool', poolId);
    for (const { kind, id, country } of identities) {
      const originationIdentity =
        kind === 'phone-number'
          ? OriginationIdentity.fromPhoneNumberId(id, country)
          : OriginationIdentity.fromSenderId(id, country);
      new OriginationIdentityAssociation(stack, id, { pool, originationIdentity });
    }
    this.template = app.synth().getStackArtifact('Stack').template;
    this.assembly = app.outdir;
  }

  remove(): void {
    rmSync(this.assembly, { recursive: true });
  }
}
