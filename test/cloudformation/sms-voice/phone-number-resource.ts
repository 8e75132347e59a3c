import { isDeepStrictEqual } from 'node:util';
import type { PhoneNumber, SmsVoice } from '../../sms-voice';
import {
  ResourceFailure,
  type DeleteRequest,
  type Made,
  type ResourceRequest,
  type ResourceType,
  type UpdateRequest,
} from '../resource-type';
import type { JsonObject } from '../template';
import { configurationOf } from './configuration';

const NUMBER_TYPES = ['LONG_CODE', 'TOLL_FREE', 'TEN_DLC', 'SIMULATOR'] as const;
const CAPABILITIES = ['SMS', 'VOICE', 'MMS', 'RCS'] as const;

/** Properties whose change needs another number. */
const CREATE_ONLY = ['IsoCountryCode', 'NumberCapabilities', 'NumberType'];

/** `AWS::SMSVOICE::PhoneNumber`. An update changes nothing, or requests another number. */
export class PhoneNumberResource implements ResourceType {
  constructor(private readonly service: SmsVoice) {}

  create({ properties }: ResourceRequest): Promise<Made> {
    const { IsoCountryCode, NumberCapabilities, NumberType } = properties;
    const capabilities = Array.isArray(NumberCapabilities) ? NumberCapabilities : [];
    const number = this.service.requestPhoneNumber({
      ...configurationOf(properties),
      country: String(IsoCountryCode),
      numberCapabilities: CAPABILITIES.filter((capability) => capabilities.includes(capability)),
      numberType: NUMBER_TYPES.find((type) => type === NumberType) ?? 'LONG_CODE',
    });
    return Promise.resolve(made(number));
  }

  update(request: UpdateRequest): Promise<Made> {
    const createOnly = (properties: JsonObject): unknown[] => CREATE_ONLY.map((name) => properties[name]);
    if (!isDeepStrictEqual(createOnly(request.properties), createOnly(request.oldProperties)))
      return this.create(request);
    return Promise.resolve({ physicalId: request.physicalId, attributes: request.oldAttributes });
  }

  delete({ physicalId }: DeleteRequest): Promise<void> {
    const number = this.service.identities.find(({ id }) => id === physicalId);
    if (number?.kind !== 'phone-number') return Promise.resolve();
    const [pool] = this.service.poolsOf(number);
    if (pool !== undefined)
      throw new ResourceFailure(`The phone number ${physicalId} is associated with the pool ${pool}`);
    this.service.releasePhoneNumber(number);
    return Promise.resolve();
  }
}

function made({ id, arn, phoneNumber }: PhoneNumber): Made {
  return { physicalId: id, attributes: { Arn: arn, PhoneNumber: phoneNumber, PhoneNumberId: id } };
}
