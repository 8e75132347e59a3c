import type { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Cleanup } from './cleanup';
import { deletePool, releasePhoneNumber, releaseSenderId } from './deletions';
import type { Identity, ProbePool } from './probe-account';
import { describe, required, Unanswered, type Service } from './service';

const POLL = { maxWait: 120_000, interval: 1_000 };

/** Creates what the user doesn't give, and registers its deletion. */
export class Creations {
  constructor(
    private readonly service: Service,
    /** For deletions, which an interruption must not stop. */
    private readonly client: PinpointSMSVoiceV2,
    private readonly cleanup: Cleanup,
  ) {}

  async senderId(country: string): Promise<Identity> {
    const named = {
      SenderId: `PROBE${randomBytes(3).toString('hex').toUpperCase()}`,
      IsoCountryCode: country,
      ClientToken: randomUUID(),
    };
    // Before the request, since its response can get lost.
    this.cleanup.add(releaseSenderId(this.client, named.SenderId, country));
    const answer = await this.service.ask('RequestSenderId', (client) => client.requestSenderId(named));
    const remedy = 'choose another --country, or give three with --sender-id';
    if (answer.kind === 'error') {
      throw new Unanswered(`AWS gives no sender ID in ${country}: ${answer.message} (${describe(answer)}): ${remedy}`);
    }
    const { SenderIdArn, MonthlyLeasingPrice = '0' } = answer.output;
    if (Number(MonthlyLeasingPrice) === 0) return { kind: 'sender ID', arn: required(SenderIdArn), country };
    throw new Unanswered(`a sender ID in ${country} costs ${MonthlyLeasingPrice} USD a month: ${remedy}`);
  }

  /** @returns the id of a simulator number */
  async phoneNumber(): Promise<string> {
    const { PhoneNumberId } = await this.service.need('RequestPhoneNumber', (client) =>
      client.requestPhoneNumber({
        IsoCountryCode: 'US',
        MessageType: 'TRANSACTIONAL',
        NumberCapabilities: ['SMS'],
        NumberType: 'SIMULATOR',
        ClientToken: randomUUID(),
      }),
    );
    const id = required(PhoneNumberId);
    this.cleanup.add(releasePhoneNumber(this.client, id));
    await this.#untilActive(`phone number ${id}`, async () => {
      const answer = await this.service.ask('DescribePhoneNumbers', (client) =>
        client.describePhoneNumbers({ PhoneNumberIds: [id] }),
      );
      return answer.kind === 'success' ? answer.output.PhoneNumbers?.[0]?.Status : undefined;
    });
    return id;
  }

  async pool({ arn, country }: Identity): Promise<ProbePool> {
    const { PoolId } = await this.service.need('CreatePool', (client) =>
      client.createPool({
        OriginationIdentity: arn,
        IsoCountryCode: country,
        MessageType: 'TRANSACTIONAL',
        ClientToken: randomUUID(),
      }),
    );
    const id = required(PoolId);
    this.cleanup.add(deletePool(this.client, id));
    await this.#untilActive(`pool ${id}`, async () => {
      const answer = await this.service.ask('DescribePools', (client) => client.describePools({ PoolIds: [id] }));
      return answer.kind === 'success' ? answer.output.Pools?.[0]?.Status : undefined;
    });
    return { id, isOwn: true };
  }

  /** Reads can lag, and not find at first what was just created. */
  async #untilActive(what: string, status: () => Promise<string | undefined>): Promise<void> {
    if (await this.service.becomes(async () => (await status()) === 'ACTIVE', POLL)) return;
    throw new Unanswered(`the ${what} does not become ACTIVE within ${POLL.maxWait / 1_000} seconds`);
  }
}
