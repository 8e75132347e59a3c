import { differ, isKnown } from '../util/known';
import { problem, shown, type Subject } from './problem';

const EXPECTED = "two capital letters (ISO 3166-1 alpha-2), like 'GB'";

/** What has a name among the regions of the Unicode CLDR, but is not a country. */
const NOT_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** A code that is in use for a country, but is neither its ISO 3166-1 code nor a former one. */
const COMMON_MISTAKES: Readonly<Record<string, string>> = { EL: 'GR' };

/** The codes of three letters of the countries that send most. No API of the runtime knows all of them. */
const CODES_OF_THREE_LETTERS: Readonly<Record<string, string>> = { CAN: 'CA', GBR: 'GB', IND: 'IN', USA: 'US' };

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Checks an ISO 3166-1 alpha-2 country code, if it is known at synthesis. */
export function checkCountry(subject: Subject, isoCountryCode: unknown): asserts isoCountryCode is string {
  if (isoCountryCode === undefined || isoCountryCode === '') {
    const got = isoCountryCode === '' ? "'' as the country" : 'none as the country';
    throw problem(
      subject,
      got,
      EXPECTED,
      'pass it as the second argument, since the service needs it beside the identity',
    );
  }
  const got = `${shown(isoCountryCode)} as the country`;
  if (typeof isoCountryCode !== 'string') throw problem(subject, got, EXPECTED, 'write the code as a string');
  if (!isKnown(isoCountryCode) || isCountry(isoCountryCode)) return;
  throw problem(subject, got, EXPECTED, remedyFor(isoCountryCode));
}

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && code === currentCode(code) && isNamed(code);
}

function isNamed(code: string): boolean {
  return NAMES.of(code) !== undefined && !NOT_COUNTRIES.has(code);
}

/** The code that took the place of a former or a mistaken one, such as GB for UK. */
function currentCode(code: string): string {
  return COMMON_MISTAKES[code] ?? new Intl.Locale(`und-${code}`).region ?? code;
}

function remedyFor(value: string): string {
  const code = /^[A-Za-z]{2}$/.test(value) ? currentCode(value.toUpperCase()) : codeOf(value);
  if (code !== undefined && isNamed(code)) return `write '${code}'`;
  if (/^\+?\d+$/.test(value)) return 'write the code of the country, not its calling code';
  if (/^[A-Za-z]{3}$/.test(value)) {
    const known = CODES_OF_THREE_LETTERS[value.toUpperCase()];
    return `write the code of two letters, not that of three${known === undefined ? '' : `: '${known}'`}`;
  }
  return 'no country has this code';
}

/** The code of the country that has this name in English. */
function codeOf(name: string): string | undefined {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.find((code) => NAMES.of(code)?.toLowerCase() === name.toLowerCase() && code === currentCode(code));
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
