import {
  clientToken,
  deletionProtection,
  fewOf,
  filters,
  optOutListNameOrArn,
  owner,
  paging,
  rcsAgentIdOrArn,
  tags,
} from '../members';
import { operation, type Context } from '../operation';
import { optOutListName } from '../opt-out-list';
import { rcsAgentOutput } from '../outputs';
import { belongs, pageOf, passes, refuseOwnerWithIds } from '../pages';
import { defaultConfiguration, type RcsAgent } from '../resources';
import { notFound } from '../service-error';
import { structure } from '../shapes';
import { startingAt } from '../span';

export const createRcsAgent = operation({
  shape: structure(
    {},
    { OptOutListName: optOutListNameOrArn, Tags: tags, ClientToken: clientToken, ...deletionProtection },
  ),
  run(input, { account, current, names, now }) {
    const id = names.newId('rcs');
    const agent: RcsAgent = {
      kind: 'rcs-agent',
      id,
      arn: names.arn('rcs-agent', id),
      accountId: names.accountId,
      created: now,
      life: startingAt(now),
      country: undefined,
      status: 'CREATED',
      ...defaultConfiguration,
      optOutListName: optOutListName(input.OptOutListName),
      changesRefused: undefined,
      deletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
    };
    account.add(agent);
    return { ...rcsAgentOutput(agent, current), Tags: input.Tags ?? [] };
  },
});

export const describeRcsAgents = operation({
  shape: structure(
    {},
    {
      RcsAgentIds: fewOf(rcsAgentIdOrArn),
      Filters: filters([
        'status',
        'two-way-enabled',
        'self-managed-opt-outs-enabled',
        'opt-out-list-name',
        'deletion-protection-enabled',
        'two-way-channel-arn',
      ]),
      Owner: owner,
      ...paging,
    },
  ),
  resources: ({ RcsAgentIds }, names) => RcsAgentIds?.map((id) => names.resolve('rcs-agent', id, 'RcsAgentIds')) ?? [],
  run({ RcsAgentIds, Filters, Owner, ...paging }, { readable, names }) {
    refuseOwnerWithIds(Owner, RcsAgentIds, 'RcsAgentIds');
    const asked = RcsAgentIds?.length
      ? RcsAgentIds.map((id) => findAgent(names.resolve('rcs-agent', id, 'RcsAgentIds'), readable))
      : readable
          .identities()
          .filter((identity) => identity.kind === 'rcs-agent')
          .filter(({ accountId }) => belongs(accountId, names.accountId, Owner));
    const page = pageOf(
      'DescribeRcsAgents',
      asked.filter((agent) => passes(Filters, attributesOf(agent))),
      paging,
    );
    return { RcsAgents: page.items.map((agent) => rcsAgentOutput(agent, readable)), NextToken: page.nextToken };
  },
});

function findAgent(arn: string, view: Context['current']): RcsAgent {
  const identity = view.identity(arn);
  if (identity.kind === 'rcs-agent') return identity;
  throw notFound('rcs-agent', identity.id);
}

function attributesOf(agent: RcsAgent) {
  return {
    status: agent.status,
    'two-way-enabled': agent.twoWayEnabled,
    'self-managed-opt-outs-enabled': agent.selfManagedOptOutsEnabled,
    'opt-out-list-name': agent.optOutListName,
    'deletion-protection-enabled': agent.deletionProtectionEnabled,
    'two-way-channel-arn': agent.twoWayChannelArn,
  };
}
