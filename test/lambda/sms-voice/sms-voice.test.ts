import { beforeEach, describe, expect, test } from '@jest/globals';
import { clientToken, type TokenScope } from '../../../lambda/sms-voice/client-token';
import { SmsVoice } from '../../../lambda/sms-voice/sms-voice';
import type { Context } from '../../../lambda/util/context';
import type { LogEntry } from '../../../lambda/util/log';
import { VirtualClock } from '../../virtual-clock';
import { declared } from '../harness/declared';
import { respondingClient } from '../harness/responding-client';

const sender = declared({ PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });
const agent = declared({ PoolId: 'pool-01', OriginationIdentity: 'rcs-0123456789abcdef' });
const request = {
  stackId: 'stack-1',
  serviceToken: 'function-1',
  logicalResourceId: 'Association',
  requestId: 'request-1',
  responseUrl: 'https://responses.example/1',
};
const validation = { __type: 'ValidationException', message: 'no such field' };
const throttling = { __type: 'ThrottlingException', message: 'slow down' };
const notFound = { __type: 'ResourceNotFoundException', message: 'no such thing' };

let clock: VirtualClock;
beforeEach(() => {
  clock = new VirtualClock();
});

/** What becomes of calls to a service that responds so. */
function calling<Result>(bodies: object[], work: (service: SmsVoice, context: Context) => Promise<Result>) {
  const { client, inputs, signals } = respondingClient(...bodies);
  const operations: unknown[] = [];
  const log = ({ operation }: LogEntry) => operations.push(operation);
  const service = new SmsVoice(client, request);
  const context = { clock, log, deadline: clock.now() + 60_000 };
  return clock.run(async () => ({ result: await work(service, context), inputs, signals, operations }));
}

const rcsParameters = { PoolId: 'pool-01', OriginationIdentity: agent.identity.id };
const senderParameters = { PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };

describe('to associate', () => {
  test.each<[TokenScope, number]>([
    ['resource', 0],
    ['event', 0],
    ['event', 2],
  ])('sends the parameters with a token of the %s over exactly these, generation %d', async (scope, generation) => {
    const { inputs } = await calling([{}], (service, context) => service.associate(context, sender, scope, generation));
    const ClientToken = clientToken(request, 'associate', senderParameters, scope, generation);
    expect(inputs).toStrictEqual([{ ...senderParameters, ClientToken }]);
  });
});

describe('to disassociate', () => {
  test('sends the parameters with a token of the event over exactly these', async () => {
    const { inputs } = await calling([{}], (service, context) => service.disassociate(context, agent, 1));
    const ClientToken = clientToken(request, 'disassociate', rcsParameters, 'event', 1);
    expect(inputs).toStrictEqual([{ ...rcsParameters, ClientToken }]);
  });
});

test.each<[string, (service: SmsVoice, context: Context) => Promise<unknown>]>([
  ['associate', (service, context) => service.associate(context, sender, 'resource', 0)],
  ['disassociate', (service, context) => service.disassociate(context, sender, 0)],
])('to %s is one attempt, whatever its outcome', async (_what, call) => {
  const { result, inputs } = await calling([throttling], call);
  expect(result).toMatchObject({ ok: false, error: { kind: 'throttled' } });
  expect(inputs).toHaveLength(1);
});

describe('a read', () => {
  test('is retried until it succeeds', async () => {
    const { result } = await calling(
      [throttling, throttling, { RcsAgents: [{ PoolId: 'pool-01' }] }],
      (service, context) => service.membership(context, agent),
    );
    expect(result).toMatchObject({ where: 'here' });
  });

  test('that is refused is not retried', async () => {
    const read = calling([validation], (service, context) => service.membership(context, agent));
    await expect(read).rejects.toThrow(
      `DescribeRcsAgents for ${agent.identity.id} was refused: ValidationException: no such field`,
    );
  });

  test.each([
    [{ OriginationIdentities: [{ OriginationIdentity: agent.identity.id }] }, true],
    [{ OriginationIdentities: [] }, false],
    [notFound, false],
  ])('of the pool says whether it lists the identity: %j, %s', async (body, expected) => {
    const { result, inputs } = await calling([body], (service, context) => service.lists(context, agent));
    expect(result).toBe(expected);
    expect(inputs).toEqual([{ PoolId: 'pool-01', MaxResults: 100 }]);
  });
});

describe('a read that only helps', () => {
  test.each<[string, (service: SmsVoice, context: Context) => Promise<unknown>, object, unknown]>([
    ['membership', (service, context) => service.peekMembership(context, agent), { RcsAgents: [] }, { where: 'gone' }],
    ['list', (service, context) => service.peekLists(context, agent), { OriginationIdentities: [] }, false],
    ['pool', (service, context) => service.isPoolGoing(context, agent.pool), { Pools: [{ Status: 'DELETING' }] }, true],
  ])('of the %s is read again after throttling', async (_what, call, body, expected) => {
    const { result } = await calling([throttling, body], call);
    if (typeof expected === 'object') expect(result).toMatchObject({ ...expected });
    else expect(result).toBe(expected);
  });

  test.each([validation, { __type: 'AccessDeniedException', message: 'no' }, { __type: 'InternalServerException' }])(
    'is given up at once after %j',
    async (body) => {
      expect(await calling([body], (service, context) => service.peekMembership(context, agent))).toMatchObject({
        result: undefined,
        inputs: [expect.anything()],
      });
      expect((await calling([body], (service, context) => service.peekLists(context, agent))).result).toBeUndefined();
      expect((await calling([body], (service, context) => service.isPoolGoing(context, agent.pool))).result).toBe(
        false,
      );
    },
  );
});

test.each<[string, object, (service: SmsVoice, context: Context) => Promise<unknown>]>([
  ['AssociateOriginationIdentity', {}, (service, context) => service.associate(context, sender, 'resource', 0)],
  ['DisassociateOriginationIdentity', {}, (service, context) => service.disassociate(context, sender, 0)],
  ['DescribeRcsAgents', { RcsAgents: [] }, (service, context) => service.membership(context, agent)],
  ['ListPoolOriginationIdentities', { OriginationIdentities: [] }, (service, context) => service.lists(context, agent)],
  ['DescribePools', {}, (service, context) => service.isPoolGoing(context, agent.pool)],
])('%s can be aborted, and has a log line', async (operation, body, call) => {
  const { signals, operations } = await calling([body], call);
  expect(signals).toEqual([expect.any(AbortSignal)]);
  expect(operations).toEqual([operation]);
});
