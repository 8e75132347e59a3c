import { describe, expect, test } from '@jest/globals';
import { Screen } from './screen';

describe('the screen', () => {
  test.each([
    ['a terminal that has colours', { isTTY: true, colours: true }, '\u001b[32mtext\u001b[39m'],
    ['a terminal that wants no colours', { isTTY: true, colours: false }, 'text'],
    ['a file or a pipe', { isTTY: false, colours: true }, 'text'],
  ])('shows on %s', (_, { isTTY, colours }, expected) => {
    const screen = new Screen({ isTTY, hasColors: () => colours, write: () => true });
    expect(screen.style('green', 'text')).toBe(expected);
  });
});
