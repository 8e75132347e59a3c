import type { SmsVoice } from '../../sms-voice';
import type { DeleteRequest, Made, ResourceRequest, ResourceType, UpdateRequest } from '../resource-type';

/** `AWS::SMSVOICE::SenderId`, whose Ref is `NAME|COUNTRY`. An update changes nothing, or requests another sender ID. */
export class SenderIdResource implements ResourceType {
  constructor(private readonly service: SmsVoice) {}

  create({ properties }: ResourceRequest): Promise<Made> {
    const { SenderId, IsoCountryCode } = properties;
    const { id, country, arn } = this.service.requestSenderId({
      id: String(SenderId),
      country: String(IsoCountryCode),
    });
    return Promise.resolve({ physicalId: `${id}|${country}`, attributes: { Arn: arn } });
  }

  update(request: UpdateRequest): Promise<Made> {
    const { SenderId, IsoCountryCode } = request.properties;
    if (request.physicalId !== `${String(SenderId)}|${String(IsoCountryCode)}`) return this.create(request);
    return Promise.resolve({ physicalId: request.physicalId, attributes: request.oldAttributes });
  }

  delete({ physicalId }: DeleteRequest): Promise<void> {
    const senderId = this.service.identities.find(({ id, country }) => `${id}|${country ?? ''}` === physicalId);
    if (senderId?.kind === 'sender-id') this.service.releaseSenderId(senderId);
    return Promise.resolve();
  }
}
