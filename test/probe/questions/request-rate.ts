import type { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { ProbeAccount } from '../probe-account';
import type { Finding, Note, Question } from '../question';
import { bestModels, type RateModel, type Sample } from '../rate-models';
import { isThrottled, Unanswered } from '../service';

/** Long enough to fill a bucket of 25 requests at one request a second. */
const REST_MILLISECONDS = 25_000;
const COARSE = { singles: 25, interval: 150 };
/** Only if the coarse measurement fits several rates. */
const FINE = { singles: 25, interval: 15 };

type Send = (client: PinpointSMSVoiceV2) => Promise<unknown>;

export const requestRate: Question = {
  name: 'request-rate',
  asks: 'burst and rate of each operation, by up to 100 requests each',
  async ask(account) {
    await account.put(account.equipment.first);
    await account.service.sleep(REST_MILLISECONDS);
    const findings: Finding[] = [];
    for (const [operation, send] of Object.entries(harmlessRequests(account))) {
      findings.push(
        ...(await measure(account, operation, send).catch((error: unknown) => notMeasured(operation, error))),
      );
    }
    return findings;
  },
};

function notMeasured(operation: string, error: unknown): [Note] {
  if (!(error instanceof Unanswered)) throw error;
  return [{ about: `rate of ${operation}`, observed: `not measured: ${error.message}` }];
}

/** Each operation with a quota, with a request that changes nothing: the first sender ID is in the pool, the second is not. */
function harmlessRequests(account: ProbeAccount): Readonly<Record<string, Send>> {
  const { pool, first, second } = account.equipment;
  const request = ({ arn, country }: typeof first) => ({
    PoolId: pool.id,
    OriginationIdentity: arn,
    IsoCountryCode: country,
  });
  return {
    AssociateOriginationIdentity: (client) => client.associateOriginationIdentity(request(first)),
    DisassociateOriginationIdentity: (client) => client.disassociateOriginationIdentity(request(second)),
    ListPoolOriginationIdentities: (client) => client.listPoolOriginationIdentities({ PoolId: pool.id }),
    DescribePhoneNumbers: (client) => client.describePhoneNumbers({ MaxResults: 1 }),
    DescribePools: (client) => client.describePools({ MaxResults: 1 }),
    DescribeRcsAgents: (client) => client.describeRcsAgents({ MaxResults: 1 }),
    DescribeSenderIds: (client) => client.describeSenderIds({ MaxResults: 1 }),
  };
}

async function measure(account: ProbeAccount, operation: string, send: Send): Promise<Finding[]> {
  const { requestsAtOnce } = account.equipment;
  const coarse = await sample(account, operation, send, COARSE);
  const burst = coarse.slice(0, requestsAtOnce).filter(({ isAdmitted }) => isAdmitted).length;
  // A burst that the largest attempt did not exhaust can be any larger one.
  const bursts = burst < requestsAtOnce ? [burst] : Array.from({ length: COARSE.singles }, (_, index) => burst + index);
  const models = bestModels([coarse], bursts);
  if (models.length === 1) return findingsOf(operation, models, coarse, burst);
  await account.service.sleep(REST_MILLISECONDS);
  const fine = await sample(account, operation, send, FINE);
  return findingsOf(operation, bestModels([coarse, fine], bursts), [...coarse, ...fine], burst);
}

/** A burst in the middle of a second of the clock, then single requests. */
async function sample(
  account: ProbeAccount,
  operation: string,
  send: Send,
  { singles, interval }: typeof COARSE,
): Promise<Sample[]> {
  const { service, equipment } = account;
  const { clock } = service;
  const one = async (): Promise<Sample> => {
    const sent = clock.now();
    const answer = await service.once(operation, send);
    return { time: (sent + clock.now()) / 2, isAdmitted: !isThrottled(answer) };
  };
  const fire = (): Promise<Sample> => {
    const fired = one();
    // It is awaited later; a failure before that is not an unhandled one.
    fired.catch(() => undefined);
    return fired;
  };
  await service.sleep(1_500 - (clock.now() % 1_000));
  const burst = Array.from({ length: equipment.requestsAtOnce }, fire);
  const rest: Promise<Sample>[] = [];
  try {
    for (let single = 0; single < singles; single += 1) {
      await service.sleep(interval);
      rest.push(fire());
    }
  } finally {
    // An interruption waits for the requests on their way, too.
    await Promise.allSettled([...burst, ...rest]);
  }
  return [...simultaneous(await Promise.all(burst)), ...(await Promise.all(rest))];
}

/** Nobody knows in which order a burst arrived: as one moment, the admitted requests first. */
function simultaneous(burst: readonly Sample[]): Sample[] {
  const time = burst.reduce((sum, sample) => sum + sample.time, 0) / burst.length;
  const admitted = burst.filter(({ isAdmitted }) => isAdmitted).length;
  return burst.map((_, index) => ({ time, isAdmitted: index < admitted }));
}

function findingsOf(
  operation: string,
  models: readonly RateModel[],
  samples: readonly Sample[],
  burst: number,
): Finding[] {
  const throttled = samples.filter(({ isAdmitted }) => !isAdmitted).length;
  const requestsPerSecond = distinct(models.map((model) => model.requestsPerSecond));
  const observed =
    throttled === 0
      ? `no limit up to ${burst} requests at once and one every ${COARSE.interval} ms`
      : `${burst} at once; ${throttled} of ${samples.length} throttled`;
  const rate: Finding = { setting: 'requestsPerSecond', values: requestsPerSecond, of: operation, observed };
  if (throttled === 0) return [rate];
  const rateLimit = distinct(models.map((model) => model.rateLimit));
  const limit: Finding = { setting: 'rateLimit', values: rateLimit, of: operation, observed };
  const bursts = distinct(models.filter(({ rateLimit }) => rateLimit === 'token-bucket').map(({ burst }) => burst));
  return bursts.length === 0
    ? [rate, limit]
    : [rate, limit, { setting: 'burst', values: bursts, of: operation, observed }];
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
