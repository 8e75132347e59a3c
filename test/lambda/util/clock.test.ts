import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { systemClock } from '../../../lambda/util/clock';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('a sleep takes its time', async () => {
  const start = systemClock.now();
  const slept = systemClock.sleep(3_000);
  await jest.advanceTimersByTimeAsync(3_000);
  await slept;
  expect(systemClock.now() - start).toBe(3_000);
  expect(jest.getTimerCount()).toBe(0);
});

test('a date that jumps changes no duration', () => {
  const [start, date] = [systemClock.now(), systemClock.date()];
  jest.setSystemTime(Date.now() + 600_000);
  expect(systemClock.date() - date).toBe(600_000);
  expect(systemClock.now() - start).toBe(0);
});

describe('an alarm', () => {
  test('rings in time, once', () => {
    const ring = jest.fn();
    systemClock.alarm(3_000, ring);
    jest.advanceTimersByTime(2_999);
    expect(ring).not.toHaveBeenCalled();
    jest.advanceTimersByTime(60_000);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  test('that is cancelled leaves no timer behind', () => {
    systemClock.alarm(3_000, jest.fn())();
    expect(jest.getTimerCount()).toBe(0);
  });
});
