import { beforeEach, describe, expect, test } from '@jest/globals';
import { clientToken } from '../../lambda/client-token';
import type { LogEntry } from '../../lambda/log';
import { SmsVoice } from '../../lambda/sms-voice';
import { VirtualClock } from '../virtual-clock';
import { answering } from './answering';
import { declared } from './declared';

const sender = declared({ PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });
const agent = declared({ PoolId: 'pool-01', OriginationIdentity: 'rcs-0123456789abcdef' });
const subject = { stackId: 'stack-1', logicalResourceId: 'Association', requestId: 'request-1' };
const refusal = { __type: 'ValidationException', message: 'no such field' };
const throttling = { __type: 'ThrottlingException', message: 'slow down' };
const notFound = { __type: 'ResourceNotFoundException', message: 'no such thing' };

let clock: VirtualClock;
beforeEach(() => {
  clock = new VirtualClock();
});

/** What becomes of calls to a service that answers so. */
function calling<Result>(bodies: object[], work: (service: SmsVoice) => Promise<Result>) {
  const { client, inputs, signals } = answering(...bodies);
  const operations: unknown[] = [];
  const log = ({ operation }: LogEntry) => operations.push(operation);
  const service = new SmsVoice({ client, clock, log, subject, deadline: clock.now() + 60_000 });
  return clock.run(async () => ({ result: await work(service), inputs, signals, operations }));
}

describe.each(['associate', 'disassociate'] as const)('to %s', (action) => {
  test.each([
    [sender, { PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' }],
    [agent, { PoolId: 'pool-01', OriginationIdentity: agent.identity.id }],
  ])('sends $key with a token over just that', async (association, parameters) => {
    const { inputs } = await calling([{}], (service) => service[action](association, 2));
    expect(inputs).toStrictEqual([{ ...parameters, ClientToken: clientToken(subject, action, parameters, 2) }]);
  });

  test('is one attempt, however it ends', async () => {
    const { result, inputs } = await calling([throttling], (service) => service[action](sender, 0));
    expect(result).toMatchObject({ ok: false, failure: { kind: 'throttled' } });
    expect(inputs).toHaveLength(1);
  });
});

test('the answer to an association has the attributes that the service tells, and no others', async () => {
  const said = { PoolArn: 'arn:of:the:pool', IsoCountryCode: 'GB' };
  const { result } = await calling([{ ...said, Other: 'thing' }], (service) => service.associate(sender, 0));
  expect(result).toStrictEqual({ ok: true, output: said });
});

describe('a read', () => {
  test('is repeated until it succeeds', async () => {
    const { result } = await calling([throttling, throttling, { RcsAgents: [{ PoolId: 'pool-01' }] }], (service) =>
      service.locate(agent),
    );
    expect(result).toMatchObject({ where: 'here' });
  });

  test('that is refused is not', async () => {
    const read = calling([refusal], (service) => service.locate(agent));
    await expect(read).rejects.toThrow(
      `DescribeRcsAgents for ${agent.identity.id} was refused: ValidationException: no such field`,
    );
  });

  test.each([
    [{ OriginationIdentities: [{ OriginationIdentity: agent.identity.id }] }, true],
    [{ OriginationIdentities: [] }, false],
    [notFound, false],
  ])('of the pool tells whether it lists the identity: %j, %s', async (body, expected) => {
    const { result, inputs } = await calling([body], (service) => service.lists(agent));
    expect(result).toBe(expected);
    expect(inputs).toEqual([{ PoolId: 'pool-01', MaxResults: 100 }]);
  });
});

describe('a pool is going', () => {
  test.each([
    [{ Pools: [{ Status: 'DELETING' }] }, true],
    [notFound, true],
    [{ Pools: [{ Status: 'ACTIVE' }] }, false],
    [{ Pools: [] }, false],
    [{}, false],
  ])('when the service describes it so: %j, %s', async (body, expected) => {
    const { result, inputs } = await calling([body], (service) => service.isGoing(sender.pool));
    expect(result).toBe(expected);
    expect(inputs).toEqual([{ PoolIds: ['pool-01'] }]);
  });

  test('or not, which is asked again when the service throttles', async () => {
    const { result } = await calling([throttling, { Pools: [{ Status: 'ACTIVE' }] }], (service) =>
      service.isGoing(sender.pool),
    );
    expect(result).toBe(false);
  });
});

test.each<[string, (service: SmsVoice) => Promise<unknown>]>([
  ['AssociateOriginationIdentity', (service) => service.associate(sender, 0)],
  ['DisassociateOriginationIdentity', (service) => service.disassociate(sender, 0)],
  ['DescribeRcsAgents', (service) => service.locate(agent)],
  ['ListPoolOriginationIdentities', (service) => service.lists(agent)],
  ['DescribePools', (service) => service.isGoing(agent.pool)],
])('%s can be given up, and has a log line', async (operation, call) => {
  const { signals, operations } = await calling([{}], call);
  expect(signals).toEqual([expect.any(AbortSignal)]);
  expect(operations).toEqual([operation]);
});

test('the same service, to be done with earlier, keeps to its cadence', async () => {
  await calling([], (service) => {
    const earlier = service.until(clock.now() + 1_000);
    expect(earlier.deadline).toBe(clock.now() + 1_000);
    expect(earlier.cadence).toBe(service.cadence);
    return Promise.resolve();
  });
});
