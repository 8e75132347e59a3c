import { SmsVoice } from '../../sms-voice';
import { scripted, succeed, type Rig } from '../scripted';
import { smsVoiceResourceTypes, type PoolUpdate } from '.';

/** Stacks whose pools, phone numbers and sender IDs are those of an in-memory service. */
export function account(poolUpdate: PoolUpdate = 'evicts others'): { readonly rig: Rig; readonly service: SmsVoice } {
  const service = new SmsVoice();
  return { service, rig: scripted(succeed, { resourceTypes: smsVoiceResourceTypes(service, poolUpdate) }) };
}

export function phoneNumber(properties: object = {}): object {
  const defaults = { IsoCountryCode: 'US', NumberCapabilities: ['SMS'], NumberType: 'TOLL_FREE' };
  return { Type: 'AWS::SMSVOICE::PhoneNumber', Properties: { ...defaults, ...properties } };
}

export function senderId(SenderId: string, IsoCountryCode = 'GB'): object {
  return { Type: 'AWS::SMSVOICE::SenderId', Properties: { SenderId, IsoCountryCode } };
}

export const arnOf = (logicalId: string): object => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

export function idOf({ cloudFormation }: Rig, logicalId: string): string {
  return cloudFormation.stack('Stack')?.resources.get(logicalId)?.physicalId ?? '';
}
