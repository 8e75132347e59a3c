import { describe, expect, test } from '@jest/globals';
import { withRandomness } from '../../randomness';
import type { CustomError, Settings } from '../../sms-voice';
import { createEvent, deleteEvent, inventedId, updateEvent } from '../../lambda/harness/event';
import { virtualHarness, type Harness } from '../../lambda/harness';

/** A story of single events, with a function, a service and a stack that a test leads. */
function story(name: string, tell: (harness: Harness) => Promise<void>): void {
  test(name, () => withRandomness(() => tell(virtualHarness())));
}

function refused(name: string, Reason?: string): CustomError {
  return { name, ...(Reason === undefined ? {} : { fields: { Reason } }) };
}

describe('a Disassociate that says "not associated", while every read shows the identity in the pool', () => {
  const answers = [
    ['ConflictException', 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL'],
    ['ConflictException', 'RESOURCE_NOT_ASSOCIATED'],
    ['ResourceNotFoundException', undefined],
  ] as const;
  test.each(answers)('is sent again: %s %s', (name, reason) =>
    withRandomness(async () => {
      const harness = virtualHarness();
      const senderId = harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      const agent = harness.service.createRcsAgent();
      const rcs = { PoolId: harness.pool.id, OriginationIdentity: agent.id };
      const all = [
        [harness.properties(), harness.number],
        [harness.sender(), senderId],
        [rcs, agent],
      ] as const;
      for (const [properties, identity] of all) {
        const { PhysicalResourceId: id } = await harness.create(properties);
        harness.service.faults.add({ kind: refused(name, reason), operation: /^Disassociate/, times: 2 });
        expect(await harness.delete(properties, { id })).toMatchObject({ Status: 'SUCCESS' });
        expect(harness.poolsOf(identity)).toEqual([]);
      }
    }),
  );
});

describe('a Delete with an invented id', () => {
  test.each<Partial<Settings>>([{}, { replayedToken: 'executed', associateAgain: 'success' }])(
    'removes what its Create made, and not what another stack makes meanwhile: %j',
    (settings) =>
      withRandomness(async () => {
        const harness = virtualHarness(settings);
        await harness.deliverUnseen(createEvent(harness.properties()));
        // Time for the other stack, between the Disassociate and the read of its effect.
        harness.service.faults.add({ kind: 'latency', operation: /^Describe/, milliseconds: 300, times: Infinity });
        const response = await harness.sendWhile(deleteEvent(inventedId(), harness.properties()), async () => {
          await harness.until(() => harness.changes('disassociated').length === 1);
          harness.service.associate(harness.pool, harness.number);
        });
        expect(response.Status).toBe('SUCCESS');
        expect(harness.poolsOf()).toEqual([harness.pool.id]);
        expect(harness.calls('Disassociate').length).toBeLessThan(4);
      }),
  );
});

describe('an identity that never leaves its pool', () => {
  story('ends the Delete before its time limit', async (harness) => {
    const { PhysicalResourceId: id } = await harness.create();
    const kind = refused('ConflictException', 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL');
    harness.service.faults.add({ kind, operation: /^Disassociate/, times: Infinity });
    expect(await harness.delete(harness.properties(), { id })).toMatchObject({ Status: 'FAILED' });
    expect(harness.calls('Disassociate').length).toBeLessThan(400);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  story('in which it never stays either ends the rollback within a few rounds', async (harness) => {
    const { pool, next, number, service, clock } = harness;
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const start = clock.now();
    const event = updateEvent(`owned:${number.id}`, harness.properties(pool), harness.properties(next));
    const { Status, Reason } = await harness.sendWhile(event, async () => {
      for (let second = 0; second < 800 && harness.inbox.bodies.length === 0; second += 1) {
        await clock.sleep(1_000);
        if (harness.poolsOf().includes(pool.id)) service.disassociate(pool, number);
      }
    });
    expect({ Status, Reason }).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('IT IS IN NO POOL') });
    expect(clock.now() - start).toBeLessThan(300_000);
  });
});

describe('an adopting Create', () => {
  story('adopts what another stack associates after its own attempt was lost', async (harness) => {
    harness.service.faults.add({ kind: 'drop-before', operation: /^Associate/, times: 3 });
    const event = createEvent(harness.adopting());
    const response = await harness.sendWhile(event, async () => {
      await harness.until(() => harness.calls('Associate').length > 0);
      harness.service.associate(harness.pool, harness.number);
    });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
  });
});

describe('environments of other engines', () => {
  story('that share a StackId do not take each other’s associations for their own', async (harness) => {
    harness.stacks.api.settings.denied = true;
    const stackId = 'arn:aws:cloudformation:us-east-1:111122223333:stack/cdkd-Line/cdkd';
    await harness.create(harness.properties(), { stackId });
    const ServiceToken = 'arn:aws:lambda:us-east-1:111122223333:function:staging-association';
    const response = await harness.create(harness.properties(), { stackId, raw: { ServiceToken } });
    expect(response.Status).toBe('FAILED');
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  story('whose StackId is no ARN are served in the region of the function', async (harness) => {
    const options = { stackId: 'pulumi-stack' };
    const { PhysicalResourceId: id, Status } = await harness.create(harness.properties(), options);
    expect(Status).toBe('SUCCESS');
    expect(await harness.delete(harness.properties(), { ...options, id })).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([]);
  });
});
