import { beforeEach, describe, expect, test } from '@jest/globals';
import { clientToken, type TokenScope } from '../../../lambda/sms-voice/client-token';
import { SmsVoice } from '../../../lambda/sms-voice/sms-voice';
import type { LogEntry } from '../../../lambda/util/log';
import { VirtualClock } from '../../virtual-clock';
import { declared } from '../harness/declared';
import { respondingClient } from '../harness/responding-client';

const sender = declared({ PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });
const agent = declared({ PoolId: 'pool-01', OriginationIdentity: 'rcs-0123456789abcdef' });
const request = { stackId: 'stack-1', logicalResourceId: 'Association', requestId: 'request-1' };
const validation = { __type: 'ValidationException', message: 'no such field' };
const throttling = { __type: 'ThrottlingException', message: 'slow down' };
const notFound = { __type: 'ResourceNotFoundException', message: 'no such thing' };

let clock: VirtualClock;
beforeEach(() => {
  clock = new VirtualClock();
});

/** What becomes of calls to a service that responds so. */
function calling<Result>(bodies: object[], work: (service: SmsVoice) => Promise<Result>) {
  const { client, inputs, signals } = respondingClient(...bodies);
  const operations: unknown[] = [];
  const log = ({ operation }: LogEntry) => operations.push(operation);
  const service = new SmsVoice(client, { clock, log, deadline: clock.now() + 60_000 }, request);
  return clock.run(async () => ({ result: await work(service), inputs, signals, operations }));
}

const rcsParameters = { PoolId: 'pool-01', OriginationIdentity: agent.identity.id };
const senderParameters = { PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };

describe('to associate', () => {
  test.each<[TokenScope, number]>([
    ['resource', 0],
    ['request', 0],
    ['request', 2],
  ])('sends the parameters with a token of the %s over exactly these, generation %d', async (scope, generation) => {
    const { inputs } = await calling([{}], (service) => service.associate(sender, scope, generation));
    const ClientToken = clientToken(request, 'associate', senderParameters, scope, generation);
    expect(inputs).toStrictEqual([{ ...senderParameters, ClientToken }]);
  });
});

describe('to disassociate', () => {
  test('sends the parameters with a token of the request over exactly these', async () => {
    const { inputs } = await calling([{}], (service) => service.disassociate(agent, 1));
    const ClientToken = clientToken(request, 'disassociate', rcsParameters, 'request', 1);
    expect(inputs).toStrictEqual([{ ...rcsParameters, ClientToken }]);
  });
});

test.each<[string, (service: SmsVoice) => Promise<unknown>]>([
  ['associate', (service) => service.associate(sender, 'resource', 0)],
  ['disassociate', (service) => service.disassociate(sender, 0)],
])('to %s is one attempt, whatever its outcome', async (_what, call) => {
  const { result, inputs } = await calling([throttling], call);
  expect(result).toMatchObject({ ok: false, error: { kind: 'throttled' } });
  expect(inputs).toHaveLength(1);
});

describe('a read', () => {
  test('is retried until it succeeds', async () => {
    const { result } = await calling([throttling, throttling, { RcsAgents: [{ PoolId: 'pool-01' }] }], (service) =>
      service.membership(agent),
    );
    expect(result).toMatchObject({ where: 'here' });
  });

  test('that is refused is not retried', async () => {
    const read = calling([validation], (service) => service.membership(agent));
    await expect(read).rejects.toThrow(
      `DescribeRcsAgents for ${agent.identity.id} was refused: ValidationException: no such field`,
    );
  });

  test.each([
    [{ OriginationIdentities: [{ OriginationIdentity: agent.identity.id }] }, true],
    [{ OriginationIdentities: [] }, false],
    [notFound, false],
  ])('of the pool says whether it lists the identity: %j, %s', async (body, expected) => {
    const { result, inputs } = await calling([body], (service) => service.lists(agent));
    expect(result).toBe(expected);
    expect(inputs).toEqual([{ PoolId: 'pool-01', MaxResults: 100 }]);
  });
});

describe('a pool is being deleted', () => {
  test.each([
    [{ Pools: [{ Status: 'DELETING' }] }, true],
    [notFound, true],
    [{ Pools: [{ Status: 'ACTIVE' }] }, false],
    [{ Pools: [] }, false],
    [{}, false],
  ])('if the service describes it so: %j, %s', async (body, expected) => {
    const { result, inputs } = await calling([body], (service) => service.isBeingDeleted(sender.pool));
    expect(result).toBe(expected);
    expect(inputs).toEqual([{ PoolIds: ['pool-01'] }]);
  });

  test('or not, which is read again after throttling', async () => {
    const { result } = await calling([throttling, { Pools: [{ Status: 'ACTIVE' }] }], (service) =>
      service.isBeingDeleted(sender.pool),
    );
    expect(result).toBe(false);
  });
});

test.each<[string, object, (service: SmsVoice) => Promise<unknown>]>([
  ['AssociateOriginationIdentity', {}, (service) => service.associate(sender, 'resource', 0)],
  ['DisassociateOriginationIdentity', {}, (service) => service.disassociate(sender, 0)],
  ['DescribeRcsAgents', { RcsAgents: [] }, (service) => service.membership(agent)],
  ['ListPoolOriginationIdentities', { OriginationIdentities: [] }, (service) => service.lists(agent)],
  ['DescribePools', {}, (service) => service.isBeingDeleted(agent.pool)],
])('%s can be aborted, and has a log line', async (operation, body, call) => {
  const { signals, operations } = await calling([body], call);
  expect(signals).toEqual([expect.any(AbortSignal)]);
  expect(operations).toEqual([operation]);
});
