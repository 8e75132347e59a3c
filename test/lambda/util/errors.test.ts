import { expect, test } from '@jest/globals';
import { cut, requestFailure, RequestFailed } from '../../../lambda/util/errors';

test.each([
  ['a'.repeat(1_000), 1_000],
  ['a'.repeat(1_001), 1_001],
  ['a'.repeat(5_000_000), 1_001],
])('a text in a message has at most a thousand characters and an ellipsis', (text, length) => {
  expect(cut(text)).toHaveLength(length);
});

test('a text is not cut within a character', () => {
  expect(cut(`${'a'.repeat(999)}😀b`)).toBe(`${'a'.repeat(999)}…`);
});

test('only what ended a request is taken for its end', () => {
  const [failed, fault] = [new RequestFailed('no such pool'), new TypeError('undefined is not a function')];
  expect(requestFailure(failed)).toBe(failed);
  expect(() => requestFailure(fault)).toThrow(fault);
});
