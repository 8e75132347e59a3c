import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnOptOutList, CfnPhoneNumber, CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { AssociationProvider, OriginationIdentity, OriginationIdentityAssociation } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';

export interface ManagedPoolStackProps extends StackProps {
  /** The names of the numbers beside the first, which the pool needs. Each number costs its monthly price. */
  readonly phoneNumbers: readonly string[];
  readonly senderId: string;
  readonly senderIdCountry: string;
  /** The answer to HELP; a change of it updates the pool, and has its associations checked after that. */
  readonly helpMessage?: string;
  /** Where to find the service, if it is not AWS: an emulator, for example. */
  readonly serviceEndpoint?: string;
}

/** A pool with its numbers and a sender ID, all of which are resources of the stack. */
export class ManagedPoolStack extends Stack {
  public readonly pool: CfnPool;

  public constructor(scope: Construct, id: string, props: ManagedPoolStackProps) {
    super(scope, id, props);

    if (props.serviceEndpoint !== undefined) {
      new AssociationProvider(this, 'Provider', {
        environment: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: props.serviceEndpoint },
      });
    }

    // The service refuses a number whose settings are not those of its pool.
    const settings = {
      mandatoryKeywords: {
        help: { message: props.helpMessage ?? 'Write to support@example.com' },
        stop: { message: 'You will get no more messages' },
      },
      optOutListName: new CfnOptOutList(this, 'OptOutList').ref,
    };
    const phoneNumber = (name: string): CfnPhoneNumber =>
      new CfnPhoneNumber(this, name, {
        ...settings,
        isoCountryCode: 'US',
        numberCapabilities: ['SMS'],
        numberType: 'TOLL_FREE',
      });

    // A pool needs a first identity. The others join it by associations, which leave its list alone.
    this.pool = new CfnPool(this, 'Pool', { ...settings, originationIdentities: [phoneNumber('FirstNumber').attrArn] });
    for (const name of props.phoneNumbers) {
      new OriginationIdentityAssociation(this, name, {
        pool: this.pool,
        originationIdentity: OriginationIdentity.phoneNumber(phoneNumber(`${name}Number`)),
      });
    }
    const { senderId, senderIdCountry: isoCountryCode } = props;
    new OriginationIdentityAssociation(this, 'Brand', {
      pool: this.pool,
      originationIdentity: OriginationIdentity.senderId(
        new CfnSenderId(this, 'SenderId', { senderId, isoCountryCode }),
      ),
    });
  }
}
