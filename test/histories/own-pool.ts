import type { ResourceType } from '../cloudformation';
import { ACCOUNT, OWN_POOL, poolId, REGION } from './account';
import { isAssociation, nameOf, type Declaration, type Template } from './app';

/** The parts of a template with the stack's own pool, which all associations depend on, as those of a real app do by a Ref. */
export function withOwnPool(declarations: readonly Declaration[], parts: readonly Template[]): Template[] {
  const listed = declarations.filter((one) => one.listed === true && one.pool === OWN_POOL);
  const Pool = {
    Type: 'AWS::SMSVOICE::Pool',
    DeletionPolicy: 'Retain',
    Properties: { OriginationIdentities: listed.map(entryOf) },
  };
  return [{ Resources: { Pool } }, ...parts.map(dependentOnPool)];
}

function dependentOnPool({ Resources, ...sections }: Template): Template {
  const resources = Object.entries(Resources).map(([id, resource]): [string, object] => {
    if (!isAssociation(resource)) return [id, resource];
    const before: unknown[] = 'DependsOn' in resource && Array.isArray(resource.DependsOn) ? resource.DependsOn : [];
    return [id, { ...resource, DependsOn: [...before, 'Pool'] }];
  });
  return { ...sections, Resources: Object.fromEntries(resources) };
}

/** An entry of the list: an ARN that is written down, or put together from pseudo parameters. */
function entryOf({ identity, byArn }: Declaration): unknown {
  const arn = nameOf({ identity, byArn: true });
  const owner = `arn:aws:sms-voice:${REGION}:${ACCOUNT}:`;
  const pattern = 'arn:${AWS::Partition}:sms-voice:${AWS::Region}:${AWS::AccountId}:';
  return byArn ? arn : { 'Fn::Sub': arn.replace(owner, pattern) };
}

/** Pools of stacks, where the account has that one pool already. */
export function ownPoolResource(pools: ResourceType): ResourceType {
  return {
    create: (request) =>
      pools.update({ ...request, physicalId: poolId(OWN_POOL), oldProperties: {}, oldAttributes: {} }),
    update: (request) => pools.update(request),
    delete: (request) => pools.delete(request),
  };
}
