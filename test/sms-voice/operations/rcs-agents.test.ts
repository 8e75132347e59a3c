import { describe, expect, test } from '@jest/globals';
import { emptyService } from '../set-up';

describe('RCS agents', () => {
  test('are created, and described with their pool', async () => {
    const { service, client } = emptyService();
    const { RcsAgentId } = await client.createRcsAgent({ OptOutListName: 'Default' });
    const pool = service.createPool();
    service.associate(pool, RcsAgentId ?? '');

    const { RcsAgents } = await client.describeRcsAgents({ RcsAgentIds: [RcsAgentId ?? ''] });

    expect(RcsAgents).toMatchObject([{ RcsAgentId, Status: 'CREATED', PoolId: pool.id, TwoWayEnabled: false }]);
  });

  test('are described by filter', async () => {
    const { service, client } = emptyService();
    const agent = service.createRcsAgent({ status: 'TESTING' });
    service.createRcsAgent();

    const { RcsAgents } = await client.describeRcsAgents({ Filters: [{ Name: 'status', Values: ['TESTING'] }] });

    expect(RcsAgents).toMatchObject([{ RcsAgentId: agent.id }]);
    await expect(client.describeRcsAgents({ RcsAgentIds: ['rcs-none'] })).rejects.toMatchObject({
      ResourceType: 'rcs-agent',
    });
  });
});
