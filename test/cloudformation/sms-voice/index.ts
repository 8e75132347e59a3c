import type { SmsVoice } from '../../sms-voice';
import type { ResourceType } from '../resource-type';
import { PoolResource, type PoolUpdate } from './pool-resource';
import { SenderIdResource } from './sender-id-resource';

export type { PoolUpdate } from './pool-resource';

/**
 * The service's resource types, for the option `resourceTypes`. They change the service as somebody at the console would: at once,
 * and without its quotas, settings and faults.
 */
export function smsVoiceResourceTypes(service: SmsVoice, poolUpdate: PoolUpdate): Record<string, ResourceType> {
  return {
    'AWS::SMSVOICE::Pool': new PoolResource(service, poolUpdate),
    'AWS::SMSVOICE::SenderId': new SenderIdResource(service),
  };
}
