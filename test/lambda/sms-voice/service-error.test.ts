import { describe, expect, test } from '@jest/globals';
import { parseServiceError, saysAssociated, type ServiceErrorKind } from '../../../lambda/sms-voice/service-error';

const error = (name: string, members: object = {}, status = 400): Error =>
  Object.assign(new Error('words'), { name, $fault: 'client', $metadata: { httpStatusCode: status }, ...members });
const noResponse = (name: string, members: object = {}): Error =>
  Object.assign(new Error('words'), { name, ...members });

const titleOf = (thrown: unknown) =>
  thrown instanceof Error ? `${String(thrown)} ${JSON.stringify(thrown)}` : String(thrown);

describe('an error of the service means', () => {
  const rows: [unknown, ServiceErrorKind][] = [
    [error('ThrottlingException', { $retryable: { throttling: true } }), 'throttled'],
    [error('TooManyRequestsException'), 'throttled'],
    [error('Whatever', {}, 429), 'throttled'],
    [error('AccessDeniedException'), 'denied'],
    [error('AccessDeniedException', { Reason: 'ACCOUNT_DISABLED' }), 'account-disabled'],
    [error('UnrecognizedClientException'), 'denied'],
    [noResponse('CredentialsProviderError'), 'denied'],
    [error('ResourceNotFoundException'), 'not-found'],
    [error('ValidationException'), 'refused'],
    [error('ServiceQuotaExceededException'), 'quota'],
    [error('SomethingNewException'), 'refused'],
    [error('ConflictException'), 'conflict'],
    [error('ConflictException', { Reason: 'RESOURCE_NOT_ACTIVE' }), 'conflict'],
    [error('ConflictException', { Reason: 'TWO_WAY_CONFIG_MISMATCH' }), 'mismatch'],
    [error('ConflictException', { Reason: 'LAST_PHONE_NUMBER' }), 'last-phone-number'],
    [error('ConflictException', { Reason: 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL' }), 'not-associated'],
    [error('InternalServerException', { $retryable: {} }, 500), 'unknown-outcome'],
    [error('Unknown', {}, 503), 'unknown-outcome'],
    [error('Unknown', {}, 509), 'unknown-outcome'],
    [error('SyntaxError', {}, 200), 'unknown-outcome'],
    [error('Unknown'), 'unknown-outcome'],
    [error('UnknownError'), 'unknown-outcome'],
    [error('UnknownError', {}, 302), 'unknown-outcome'],
    [error('ExpiredToken'), 'unknown-outcome'],
    [error('ExpiredTokenException'), 'unknown-outcome'],
    [error('RequestExpired'), 'unknown-outcome'],
    [noResponse('TimeoutError'), 'unknown-outcome'],
    [noResponse('Error', { code: 'ECONNRESET' }), 'unknown-outcome'],
    [noResponse('Error', { code: 'CERT_HAS_EXPIRED' }), 'unknown-outcome'],
    [noResponse('Error', { code: 'ENOTFOUND' }), 'no-route'],
    [noResponse('Error', { code: 'EAI_AGAIN' }), 'no-route'],
    [noResponse('Error', { code: 'ECONNREFUSED' }), 'no-route'],
    [new Error('Invalid Configuration: no endpoint'), 'misconfigured'],
    [new TypeError('undefined is not a function'), 'misconfigured'],
    ['a text', 'misconfigured'],
  ];
  const named = rows.map(([thrown, kind]) => ({ thrown, kind, text: titleOf(thrown) }));
  test.each(named)('$text: $kind', ({ thrown, kind }) => {
    expect(parseServiceError(thrown).kind).toBe(kind);
  });
});

test('an error is described with its name, message, reason, resource, fields and HTTP status', () => {
  const members = {
    Reason: 'R',
    ResourceType: 'pool',
    ResourceId: 'pool-1',
    Fields: [{ Name: 'N', Message: 'M' }, 7, null],
  };
  expect(parseServiceError(error('XException', members)).description).toBe(
    'XException: words (reason R; pool pool-1; N: M)',
  );
  expect(parseServiceError(error('XException', { Reason: '', ResourceType: 7, ResourceId: '' })).description).toBe(
    'XException: words',
  );
  expect(parseServiceError(error('Unknown', {}, 500)).description).toBe('Unknown: words (HTTP 500)');
  expect(parseServiceError(error('Unknown', {}, 503)).description).toBe('Unknown: words (HTTP 503)');
  expect(parseServiceError(Object.assign(new Error(''), { name: 'X' })).description).toBe('X: no message');
});

test('an error of megabytes is cut before anything is made of it', () => {
  const megabytes = 'x'.repeat(5_000_000);
  const Fields = Array.from({ length: 100 }, () => ({ Name: 'N', Message: megabytes }));
  const huge = Object.assign(new Error(megabytes), { name: 'XException', Reason: megabytes, Fields });
  expect(parseServiceError(huge).description).toHaveLength(1_001);
});

test('an error shows four of its fields, as many as an association has parameters', () => {
  const Fields = [1, 2, 3, 4, 5].map((field) => ({ Name: `N${field}`, Message: 'M' }));
  expect(parseServiceError(error('XException', { Fields })).description).toBe(
    'XException: words (N1: M; N2: M; N3: M; N4: M)',
  );
});

test.each([
  ['PHONE_NUMBER_ASSOCIATED_TO_POOL', true],
  ['RCS_AGENT_ASSOCIATED_TO_POOL', true],
  ['SENDER_ID_ASSOCIATED_TO_POOL', true],
  ['RESOURCE_ALREADY_ASSOCIATED', true],
  ['PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL', false],
  ['RESOURCE_NOT_ACTIVE', false],
  [undefined, false],
])('a conflict with the reason %s says that the identity is associated: %s', (Reason, expected) => {
  expect(saysAssociated(parseServiceError(error('ConflictException', { Reason })))).toBe(expected);
});
