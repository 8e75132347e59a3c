import { Duration } from 'aws-cdk-lib';
import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';

const UNITS: Readonly<Record<string, (amount: number) => Duration>> = {
  minute: (amount) => Duration.minutes(amount),
  hour: (amount) => Duration.hours(amount),
  day: (amount) => Duration.days(amount),
};

/** The time between two checks; undefined for what is no rate, such as a cron expression. */
export function intervalOf({ expressionString }: ScheduleExpression): Duration | undefined {
  const [, amount, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expressionString) ?? [];
  return UNITS[unit]?.(Number(amount));
}

/** The shortest and the longest age of an event, in seconds. EventBridge Scheduler allows no shorter one. */
const MIN_EVENT_AGE = 60;
const MAX_EVENT_AGE = 900;

/** Of two checks: the event of one has to become too old before the next one comes. */
export const MIN_INTERVAL = Duration.seconds(2 * MIN_EVENT_AGE);

/**
 * How old the event of a check may become, in seconds: less than the interval, since the next check does the same. A cron
 * expression can come every other minute.
 */
export function maxEventAge(interval: Duration | undefined): number {
  return Math.min(Math.max((interval?.toSeconds() ?? 0) / 2, MIN_EVENT_AGE), MAX_EVENT_AGE);
}
