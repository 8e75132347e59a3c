import { beforeEach, describe, expect, test } from '@jest/globals';
import { Screen } from './screen';

let output: string;

beforeEach(() => {
  output = '';
});

function screen({ isTTY, colours }: { isTTY: boolean; colours: boolean }): Screen {
  return new Screen({ isTTY, hasColors: () => colours, write: (text) => (output += String(text)) !== '' });
}

describe('the screen', () => {
  test.each([
    ['a terminal that has colours', { isTTY: true, colours: true }, '\u001b[32mtext\u001b[39m'],
    ['a terminal that wants no colours', { isTTY: true, colours: false }, 'text'],
    ['a file or a pipe', { isTTY: false, colours: true }, 'text'],
  ])('shows on %s', (_, terminal, expected) => {
    expect(screen(terminal).style('green', 'text')).toBe(expected);
  });

  test('replaces the progress in a terminal by the next line', () => {
    const terminal = screen({ isTTY: true, colours: false });
    terminal.progress('1/10');
    terminal.line('done');
    expect(output).toBe('\r\u001b[K1/10\r\u001b[Kdone\n');
  });

  test('breaks a text between words where a line would be wider than a hundred columns', () => {
    screen({ isTTY: false, colours: false }).paragraph('  log  ', `${'a'.repeat(90)} bb cc`);
    expect(output).toBe(`  log  ${'a'.repeat(90)} bb\n       cc\n`);
    screen({ isTTY: false, colours: false }).paragraph('  log  ', 'a'.repeat(200));
    expect(output.split('\n').slice(2)).toEqual([`  log  ${'a'.repeat(200)}`, '']);
  });

  test('shows no progress in a file or a pipe', () => {
    const pipe = screen({ isTTY: false, colours: false });
    pipe.progress('1/10');
    pipe.line('done');
    expect(output).toBe('done\n');
  });
});
