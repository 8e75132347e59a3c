import { describe, expect, test } from '@jest/globals';
import { Faults } from '.';
import { minute, setUp as withPool } from './set-up';

function setUp() {
  const rig = withPool();
  const associate = (options = {}) => rig.client.associateOriginationIdentity(rig.request, options);
  return { ...rig, associate };
}

describe('a fault', () => {
  test.each([
    ['throttle', false, { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } }],
    ['internal-before', false, { name: 'InternalServerException', $metadata: { httpStatusCode: 500 } }],
    ['internal-after', true, { name: 'InternalServerException', $metadata: { httpStatusCode: 500 } }],
    ['unavailable', false, { $metadata: { httpStatusCode: 503 } }],
    ['redirect', false, { name: 'Unknown', $metadata: { httpStatusCode: 302 } }],
    ['empty-before', false, { name: 'Unknown', $metadata: { httpStatusCode: 400 } }],
    ['empty-after', true, { name: 'Unknown', $metadata: { httpStatusCode: 400 } }],
    ['null-before', false, { name: 'Unknown', $metadata: { httpStatusCode: 400 } }],
    ['null-after', true, { name: 'Unknown', $metadata: { httpStatusCode: 400 } }],
    ['expired-token', false, { name: 'ExpiredTokenException', $metadata: { httpStatusCode: 400 } }],
    ['request-expired', false, { name: 'RequestExpired', $metadata: { httpStatusCode: 400 } }],
    ['access-denied', false, { name: 'AccessDeniedException' }],
    ['drop-before', false, { name: 'TimeoutError', code: 'ECONNRESET' }],
    ['drop-after', true, { name: 'TimeoutError', code: 'ECONNRESET' }],
  ] as const)('%s fails one call (with its effect: %s)', async (kind, effective, error) => {
    const { service, pool, associate } = setUp();
    service.faults.add({ kind });

    await expect(associate()).rejects.toMatchObject(error);

    expect(service.calls.at(-1)?.effective).toBe(effective);
    expect(service.contents(pool)).toHaveLength(effective ? 1 : 0);
    expect(service.faults.pending).toEqual([]);
  });

  test.each([
    ['hang-before', 0],
    ['hang-after', 1],
    ['latency', 0],
    ['latency-after', 1],
  ] as const)('%s has no answer for a client that gives up, and this effect: %d', async (kind, members) => {
    const { clock, service, pool, associate } = setUp();
    service.faults.add({ kind, milliseconds: 2 * minute });
    const patience = new AbortController();

    const answer = clock.run(async () => {
      const call = associate({ abortSignal: patience.signal });
      call.catch(() => undefined);
      await clock.sleep(minute);
      patience.abort();
      await clock.sleep(2 * minute);
      return await call;
    });

    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(service.contents(pool)).toHaveLength(members);
    expect(service.calls.at(-1)?.outcome).toBe('lost');
  });

  test.each(['latency', 'latency-after'] as const)('%s delays the answer', async (kind) => {
    const { clock, service, associate } = setUp();
    const before = clock.now();
    service.faults.add({ kind, milliseconds: minute });

    await clock.run(() => associate());

    expect(clock.now() - before).toBe(minute);
  });

  test('can be any error', async () => {
    const { service, associate } = setUp();
    service.faults.add({ kind: { name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } } });

    await expect(associate()).rejects.toMatchObject({ name: 'ConflictException', Reason: 'KEYWORD_MISMATCH' });
    expect(service.calls.at(-1)).toMatchObject({ outcome: 'ConflictException', reason: 'KEYWORD_MISMATCH' });
  });
});

describe('a rule', () => {
  const arrival = { time: 0, operation: 'DescribePools', input: {}, accessKeyId: 'AKIDEXAMPLE' };
  const faultsOf = (faults: Faults, calls: number, call = arrival) =>
    Array.from({ length: calls }, () => faults.meet(call).fault);

  test('applies to one call, or to its number of calls', () => {
    const faults = new Faults();
    faults.add({ kind: 'throttle' }, { kind: 'drop-before', times: 2 });

    expect(faultsOf(faults, 4)).toEqual(['throttle', 'drop-before', 'drop-before', undefined]);
  });

  test('can begin after a number of calls', () => {
    const faults = new Faults();
    faults.add({ kind: 'throttle', after: 2 });

    expect(faultsOf(faults, 4)).toEqual([undefined, undefined, 'throttle', undefined]);
  });

  test('can end at a moment', () => {
    const faults = new Faults();
    faults.add({ kind: 'access-denied', until: 10 });

    expect(faultsOf(faults, 2)).toEqual(['access-denied', 'access-denied']);
    expect(faultsOf(faults, 1, { ...arrival, time: 10 })).toEqual([undefined]);
  });

  test.each([
    ['a name', 'DescribePools'],
    ['a pattern', /^Describe/],
    ['a condition', (call: { accessKeyId: string }) => call.accessKeyId === 'AKIDEXAMPLE'],
  ])('selects its calls by %s', (_way, operation) => {
    const faults = new Faults();
    faults.add({ kind: 'throttle', operation });
    const other = { ...arrival, operation: 'CreatePool', accessKeyId: 'AKIDOTHER' };

    expect(faultsOf(faults, 1, other)).toEqual([undefined]);
    expect(faultsOf(faults, 1)).toEqual(['throttle']);
  });

  test('of latency adds to the other rules', () => {
    const faults = new Faults();
    faults.add({ kind: 'latency', milliseconds: 5 }, { kind: 'drop-after' }, { kind: 'latency', milliseconds: 2 });

    expect(faults.meet(arrival)).toEqual({ latencyBefore: 7, latencyAfter: 0, fault: 'drop-after' });
  });

  test('ends when all rules are cleared', () => {
    const faults = new Faults();
    faults.add({ kind: 'throttle' });

    faults.clear();

    expect(faultsOf(faults, 1)).toEqual([undefined]);
  });

  test('is pending until it has failed its number of calls', () => {
    const faults = new Faults();
    const rule = { kind: 'throttle', times: 2 } as const;
    faults.add(rule);

    faults.meet(arrival);
    expect(faults.pending).toEqual([rule]);
    faults.meet(arrival);
    expect(faults.pending).toEqual([]);
  });
});
