import type { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Cleanup } from './cleanup';
import { Creations } from './creations';
import { removeFromPool } from './deletions';
import { type Identity, ProbeAccount, type ProbePool } from './probe-account';
import { findPhoneNumber, findPool, findRcsAgent, findSenderId } from './lookups';
import type { Options } from './options';
import { required, type Service } from './service';
import { Stacks } from './stacks';

interface Parts {
  readonly service: Service;
  readonly smsVoice: PinpointSMSVoiceV2;
  readonly cloudFormation: () => CloudFormation;
  readonly cleanup: Cleanup;
}

/** Looks up what the user gives, and creates the rest. */
export async function equip(options: Options, parts: Parts): Promise<ProbeAccount> {
  const { service, smsVoice, cleanup } = parts;
  const creations = new Creations(service, smsVoice, cleanup);
  const senderIds = await threeSenderIds(options, service, creations);
  const phoneNumber = await phoneNumberOf(options, service, creations);
  const { rcsAgentId } = options;
  const rcsAgent = rcsAgentId === undefined ? undefined : await findRcsAgent(service, rcsAgentId);
  const [first, second, third] = senderIds;
  const pool =
    options.poolId === undefined
      ? await creations.pool(required(third))
      : await givenPool(options.poolId, [...senderIds, ...(rcsAgent === undefined ? [] : [rcsAgent])], parts);
  return new ProbeAccount({
    service,
    pool,
    first: required(first),
    second: required(second),
    third: required(third),
    phoneNumber,
    rcsAgent,
    stacks: options.poolUpdate ? new Stacks(parts.cloudFormation(), service, cleanup) : undefined,
    requestsAtOnce: options.requestsAtOnce,
  });
}

/** The last one is what a new pool begins with. */
async function threeSenderIds(options: Options, service: Service, creations: Creations): Promise<Identity[]> {
  const senderIds: Identity[] = [];
  for (const reference of options.senderIds.slice(0, 3)) senderIds.push(await findSenderId(service, reference));
  while (senderIds.length < 3) senderIds.push(await creations.senderId(options.country));
  return senderIds;
}

async function phoneNumberOf(
  { phoneNumberId, requestPhoneNumber }: Options,
  service: Service,
  creations: Creations,
): Promise<Identity | undefined> {
  if (phoneNumberId !== undefined) return await findPhoneNumber(service, phoneNumberId);
  return requestPhoneNumber ? await findPhoneNumber(service, await creations.phoneNumber()) : undefined;
}

async function givenPool(id: string, identities: readonly Identity[], parts: Parts): Promise<ProbePool> {
  const pool = await findPool(parts.service, id, identities);
  for (const identity of identities) parts.cleanup.add(removeFromPool(parts.smsVoice, id, identity));
  return pool;
}
