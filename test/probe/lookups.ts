import { type Identity, members, type ProbePool } from './probe-account';
import { required, Unanswered, type Service } from './service';

// What the user gives, checked before the probe touches it.

export async function findSenderId(service: Service, reference: string): Promise<Identity> {
  const [SenderId = '', IsoCountryCode = ''] = reference.split('/');
  const { SenderIds } = await service.need('DescribeSenderIds', (client) =>
    client.describeSenderIds({ SenderIds: [{ SenderId, IsoCountryCode }] }),
  );
  return { kind: 'sender ID', arn: required(SenderIds?.[0]?.SenderIdArn), country: IsoCountryCode };
}

export async function findPhoneNumber(service: Service, id: string): Promise<Identity> {
  const { PhoneNumbers } = await service.need('DescribePhoneNumbers', (client) =>
    client.describePhoneNumbers({ PhoneNumberIds: [id] }),
  );
  const { Status, PoolId, PhoneNumberArn, IsoCountryCode } = required(PhoneNumbers?.[0]);
  if (PoolId !== undefined) throw new Unanswered(`the phone number ${id} is in a pool: give one in no pool`);
  if (Status !== 'ACTIVE') throw new Unanswered(`the phone number ${id} is ${String(Status)}: give one that is ACTIVE`);
  return { kind: 'phone number', arn: required(PhoneNumberArn), country: required(IsoCountryCode) };
}

/** The service's guide passes ZZ as the country of RCS agents. */
export async function findRcsAgent(service: Service, id: string): Promise<Identity> {
  const { RcsAgents } = await service.need('DescribeRcsAgents', (client) =>
    client.describeRcsAgents({ RcsAgentIds: [id] }),
  );
  const agent = required(RcsAgents?.[0]);
  if (agent.PoolId !== undefined) throw new Unanswered(`the RCS agent ${id} is in a pool: give one in no pool`);
  return { kind: 'RCS agent', arn: required(agent.RcsAgentArn), country: 'ZZ' };
}

/** A pool of the user's, in which the identities are not. Whatever is in it now must be there in the end. */
export async function findPool(service: Service, id: string, identities: readonly Identity[]): Promise<ProbePool> {
  const listed = await members(service, id);
  const inside = identities.find(({ arn }) => listed.some((member) => member.OriginationIdentityArn === arn));
  if (inside !== undefined) {
    throw new Unanswered(`the ${inside.kind} ${inside.arn} is in the pool ${id} already: give one that is not`);
  }
  return { id, isOwn: false };
}
