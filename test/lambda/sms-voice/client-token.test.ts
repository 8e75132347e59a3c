import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientToken, type TokenParameters } from '../../../lambda/sms-voice/client-token';
import { createEvent, deleteEvent, inventedId, LOGICAL_ID, STACK_ID, updateEvent, owned } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

const request = {
  stackId: STACK_ID,
  serviceToken: 'arn:aws:lambda:us-east-1:111122223333:function:association',
  logicalResourceId: LOGICAL_ID,
  requestId: 'request-1',
  responseUrl: 'https://responses.example/1',
};
const later = { ...request, requestId: 'request-2' };
const parameters: TokenParameters = { PoolId: 'pool-01', OriginationIdentity: 'phone-01', IsoCountryCode: 'US' };
const token = clientToken(request, 'associate', parameters, 'resource', 0);

describe('the client token of a resource', () => {
  test('begins with the whole logical id of this library, and ends with hex digits', () => {
    expect(token).toMatch(new RegExp(`^${LOGICAL_ID}-[0-9a-f]{24}$`));
  });

  test('never changes: with another token, no deployed association could be proven', () => {
    expect(token).toBe('OriginationIdentityAssociation0A1B2C3D-c477c3c0f220eb80a5a44b69');
  });

  test('is the same for another request of the same association', () => {
    expect(clientToken(later, 'associate', parameters, 'resource', 0)).toBe(token);
  });

  test.each([
    ['stack', clientToken({ ...request, stackId: `${STACK_ID}9` }, 'associate', parameters, 'resource', 0)],
    ['resource', clientToken({ ...request, logicalResourceId: 'Other' }, 'associate', parameters, 'resource', 0)],
    ['action', clientToken(request, 'disassociate', parameters, 'resource', 0)],
    ['pool', clientToken(request, 'associate', { ...parameters, PoolId: 'pool-02' }, 'resource', 0)],
    ['spelling', clientToken(request, 'associate', { ...parameters, PoolId: 'arn:aws:pool-01' }, 'resource', 0)],
    ['country', clientToken(request, 'associate', { ...parameters, IsoCountryCode: 'CA' }, 'resource', 0)],
    ['generation', clientToken(request, 'associate', parameters, 'resource', 1)],
    ['scope', clientToken(request, 'associate', parameters, 'event', 0)],
    ['function', clientToken({ ...request, serviceToken: 'other' }, 'associate', parameters, 'resource', 0)],
  ])('differs for another %s', (_what, other) => {
    expect(other).not.toBe(token);
  });
});

describe('the client token of an event', () => {
  test('is the same in each of its attempts', () => {
    const [first, second] = [0, 0].map((generation) =>
      clientToken(request, 'associate', parameters, 'event', generation),
    );
    expect(first).toBe(second);
  });

  test.each(['associate', 'disassociate'] as const)('to %s is never that of another request', (action) => {
    const [one, other] = [request, later].map((each) => clientToken(each, action, parameters, 'event', 0));
    expect(one).not.toBe(other);
  });

  test('is that of an event with the same RequestId in a newly signed URL', () => {
    const retried = { ...request, responseUrl: 'https://responses.example/2' };
    const [one, other] = [request, retried].map((each) => clientToken(each, 'associate', parameters, 'event', 0));
    expect(one).not.toBe(other);
  });

  test('differs for another generation', () => {
    const [one, other] = [0, 1].map((generation) => clientToken(request, 'associate', parameters, 'event', generation));
    expect(one).not.toBe(other);
  });

  test('is that of a later generation in either scope', () => {
    const [one, other] = [request, later].map((each) => clientToken(each, 'associate', parameters, 'resource', 1));
    expect(one).not.toBe(other);
  });
});

describe('the length of a client token', () => {
  test('is 64 characters for a long logical id, which is cut', () => {
    const long = clientToken(
      { ...request, logicalResourceId: 'L'.repeat(255) },
      'associate',
      parameters,
      'resource',
      0,
    );
    expect(long).toMatch(/^L{39}-[0-9a-f]{24}$/);
  });

  test('is one that the API accepts, for every logical id', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,255}$/), fc.nat(3), (logicalResourceId, generation) => {
        const any = clientToken({ ...request, logicalResourceId }, 'associate', parameters, 'resource', generation);
        expect(any).toMatch(/^[!-~]{1,64}$/);
      }),
    );
  });
});

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const move = () => harness.update(harness.properties(harness.next));
const moveBack = () => harness.update(harness.properties(), { from: harness.properties(harness.next) });

describe('the token of a Create', () => {
  test('is the same for each delivery, in a later deployment, and for the Delete that has to prove it', async () => {
    for (let times = 0; times < 2; times += 1) await harness.deliverUnseen(createEvent(harness.properties()));
    await harness.delete(harness.properties(), { id: inventedId() });
    expect(harness.tokens('Associate')).toHaveLength(3);
    expect(new Set(harness.tokens('Associate')).size).toBe(1);
  });

  test('is that of the first Associate of a replacement', async () => {
    const other = harness.service.requestPhoneNumber();
    const replaced = harness.properties(harness.pool, other);
    await harness.create();
    await harness.update(replaced);
    await harness.deliverUnseen(createEvent(replaced));
    const [, replacement, create] = harness.tokens('Associate');
    expect(replacement).toBe(create);
  });
});

describe('a move', () => {
  beforeEach(async () => {
    await harness.create();
  });

  test('never begins with a token that the service remembers, so the number is in no pool for a moment only', async () => {
    for (const step of [move, moveBack, move, moveBack]) expect(await step()).toMatchObject({ Status: 'SUCCESS' });
    const calls = harness.service.calls.filter(({ operation }) => operation.includes('ssociate'));
    expect(calls).toHaveLength(1 + 4 * 2);
    expect(calls.filter(({ replayed, effective }) => replayed || !effective)).toEqual([]);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('that fails puts the number back with a token that the service does not remember', async () => {
    const kind = { name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } };
    harness.service.faults.add({ kind, operation: /^Associate/ });
    await move();
    expect(harness.calls('Associate').map(({ effective }) => effective)).toEqual([true, false, true]);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('has the same tokens in each delivery of its event, and other tokens than any other event', async () => {
    const event = updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
    harness.service.faults.add({ kind: 'drop-before', operation: /ssociate/, times: 4 });
    await harness.send(event);
    expect(new Set(harness.tokens('Disassociate')).size).toBe(1);
    expect(new Set(harness.tokens('Associate')).size).toBe(2);
    await moveBack();
    await move();
    expect(new Set(harness.tokens('Disassociate')).size).toBe(3);
    expect(new Set(harness.tokens('Associate')).size).toBe(4);
  });
});

test('a repair does not begin with the token of the Create, which the service remembers', async () => {
  await harness.create();
  harness.service.disassociate(harness.pool, harness.number);
  await harness.update(harness.revised());
  expect(harness.calls('Associate').map(({ effective }) => effective)).toEqual([true, true]);
});

describe('a Disassociate that was answered with success', () => {
  const key = () => owned(`${harness.pool.id}/SHOP/GB`);

  test.each([5_000, 30_000, 50_000])('is sent once though reads show the identity for %d ms', async (lag) => {
    await harness.create();
    await harness.wait(600_000);
    harness.service.settings.readLagMilliseconds = lag;
    expect(await harness.delete()).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(harness.calls('Disassociate')).toHaveLength(1);
  });

  test('is sent once though another stack associates the identity again meanwhile, which stays', async () => {
    harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
    await harness.create(harness.sender());
    await harness.wait(60_000);
    harness.service.settings.readLagMilliseconds = 5_000;
    const response = await harness.sendWhile(deleteEvent(key(), harness.sender()), async () => {
      await harness.until(() => harness.calls('Disassociate').length > 0);
      harness.service.associate(harness.pool, 'SHOP/GB');
    });
    expect(response.Status).toBe('SUCCESS');
    expect(harness.calls('Disassociate')).toHaveLength(1);
    expect(harness.poolsOf('SHOP/GB')).toEqual([harness.pool.id]);
    expect(harness.warnings).toEqual([expect.stringContaining('reads still show the identity in the pool')]);
  });

  test('is sent once though the identity was only seen to leave', async () => {
    await harness.create();
    harness.service.settings.statusDelayMilliseconds = 20_000;
    harness.service.faults.add({ kind: 'internal-after', operation: /^Disassociate/ });
    await harness.delete();
    expect(harness.calls('Disassociate')).toHaveLength(1);
    expect(harness.poolsOf()).toEqual([]);
  });

  test('takes nothing out when the same Delete is delivered again after another resource made the association', async () => {
    const event = deleteEvent(harness.owned, harness.properties());
    await harness.create();
    await harness.send(event);
    await harness.create(harness.properties(), { logicalId: `${LOGICAL_ID}New` });
    await harness.wait(60_000);
    await harness.deliverAgain(event, harness.clock.now() - 60_000);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});
