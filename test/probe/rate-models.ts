import { defaultSettings, type Settings } from '../sms-voice';
import { RateLimit } from '../sms-voice/rate-limit';

/** One request of a measurement. */
export interface Sample {
  /** When the service got it, in milliseconds since the epoch; about. */
  readonly time: number;
  readonly isAdmitted: boolean;
}

export type RateModel = Pick<Settings, 'requestsPerSecond' | 'rateLimit' | 'burst'>;

const RATES = [0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50];

/**
 * The rate limits of the in-memory service under which it would admit most nearly the same requests.
 *
 * @param bursts how many requests a measurement got in at once, after a rest
 */
export function bestModels(samples: readonly Sample[], bursts: readonly number[]): readonly RateModel[] {
  if (samples.every(({ isAdmitted }) => isAdmitted)) {
    return [{ requestsPerSecond: undefined, rateLimit: 'token-bucket', burst: undefined }];
  }
  const scored = candidates(bursts).map((model) => ({ model, errors: errorsOf(model, samples) }));
  const fewest = Math.min(...scored.map(({ errors }) => errors));
  return scored.filter(({ errors }) => errors === fewest).map(({ model }) => model);
}

function candidates(bursts: readonly number[]): RateModel[] {
  return bursts.flatMap((burst) => [
    ...RATES.map((requestsPerSecond): RateModel => ({ requestsPerSecond, rateLimit: 'token-bucket', burst })),
    { requestsPerSecond: burst, rateLimit: 'fixed-window', burst: undefined },
  ]);
}

/** How many of the requests the model admits or throttles other than the service did. */
function errorsOf(model: RateModel, samples: readonly Sample[]): number {
  const limit = new RateLimit({ ...defaultSettings, ...model });
  return samples.filter(({ time, isAdmitted }) => limit.admits('', time) !== isAdmitted).length;
}
