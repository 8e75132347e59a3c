import { differ, isKnown } from '../util/known';
import { problem, shown, type Subject } from './problem';

/** Codes that are in use for a country, but are not its ISO 3166-1 code. */
const COMMON_MISTAKES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

const EXPECTED = "two capital letters (ISO 3166-1 alpha-2), like 'GB'";

/** Checks an ISO 3166-1 alpha-2 country code, if it is known at synthesis. */
export function checkCountry(subject: Subject, isoCountryCode: unknown): asserts isoCountryCode is string {
  if (isoCountryCode === undefined) {
    throw problem(subject, 'none as the country', EXPECTED, 'the service needs it beside the identity');
  }
  const got = `${shown(isoCountryCode)} as the country`;
  if (typeof isoCountryCode !== 'string') throw problem(subject, got, EXPECTED, 'write the code as a string');
  if (!isKnown(isoCountryCode)) return;
  const code = isoCountryCode.toUpperCase();
  const meant = COMMON_MISTAKES[code] ?? code;
  if (isoCountryCode === meant && /^[A-Z]{2}$/.test(code)) return;
  const remedy = /^[A-Z]{2}$/.test(meant) ? `write '${meant}'` : 'the service needs it beside the identity';
  throw problem(subject, got, EXPECTED, remedy);
}

/** Checks two statements of one country, if both are known at synthesis. */
export function checkSameCountry(subject: Subject, isoCountryCode: string, source: string, known: string): void {
  if (!differ(isoCountryCode, known)) return;
  throw problem(
    subject,
    `'${isoCountryCode}' as the country, but ${source} says '${known}'`,
    'one country',
    'correct the wrong one',
  );
}
