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
import { newRcsAgent } from '../new-resources';
import { operation } from '../operation';
import { optOutListName } from '../opt-out-list';
import { rcsAgentOutput } from '../outputs';
import { structure } from '../shapes';
import { startingAt } from '../span';
import { describe } from './describe';

export const createRcsAgent = operation({
  shape: structure(
    {},
    { OptOutListName: optOutListNameOrArn, Tags: tags, ClientToken: clientToken, ...deletionProtection },
  ),
  run(input, { account, current, names, now }) {
    const agent = newRcsAgent(names, now, {
      life: startingAt(now),
      status: 'CREATED',
      optOutListName: optOutListName(input.OptOutListName),
      deletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
    });
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
  run({ RcsAgentIds, ...request }, { readable, names }) {
    const { items, nextToken } = describe(request, names, {
      operation: 'DescribeRcsAgents',
      ids: 'RcsAgentIds',
      named: RcsAgentIds?.map((id) => readable.identityOf('rcs-agent', names.resolve('rcs-agent', id, 'RcsAgentIds'))),
      all: readable.identitiesOf('rcs-agent'),
      output: (agent) => rcsAgentOutput(agent, readable),
    });
    return { RcsAgents: items, NextToken: nextToken };
  },
});
