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
 * The rate limits of the in-memory service that come closest to the measurements, each of which begins with a full bucket.
 *
 * @param bursts how many requests a measurement got in at once
 */
export function bestModels(
  measurements: readonly (readonly Sample[])[],
  bursts: readonly number[],
): readonly RateModel[] {
  if (measurements.flat().every(({ isAdmitted }) => isAdmitted)) {
    return [{ requestsPerSecond: undefined, rateLimit: 'token-bucket', burst: undefined }];
  }
  const scored = candidates(bursts).map((model) => ({ model, distance: distanceOf(model, measurements) }));
  const least = Math.min(...scored.map(({ distance }) => distance));
  return scored.filter(({ distance }) => distance === least).map(({ model }) => model);
}

function candidates(bursts: readonly number[]): RateModel[] {
  return bursts.flatMap((burst) => [
    ...RATES.map((requestsPerSecond): RateModel => ({ requestsPerSecond, rateLimit: 'token-bucket', burst })),
    { requestsPerSecond: burst, rateLimit: 'fixed-window', burst: undefined },
  ]);
}

/**
 * How far apart the numbers of admitted requests are after each request, in sum. Unlike the answers one by one, they stay close when a
 * request arrives a little earlier or later than its sample says.
 */
function distanceOf(model: RateModel, measurements: readonly (readonly Sample[])[]): number {
  const limit = new RateLimit({ ...defaultSettings, ...model });
  let distance = 0;
  for (const samples of measurements) {
    let surplus = 0;
    for (const { time, isAdmitted } of samples) {
      surplus += Number(limit.admits('', time)) - Number(isAdmitted);
      distance += Math.abs(surplus);
    }
  }
  return distance;
}
