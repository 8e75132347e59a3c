import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** How wide a line of the demo may be. */
export const WIDTH = 100;

/** Where the demo is shown: a terminal, with colours and progress, or a file or pipe, with neither. */
export class Screen {
  private readonly isTerminal: boolean;
  private readonly colours: boolean;

  /** A terminal says itself whether it wants colours (NO_COLOR, TERM=dumb). */
  constructor(private readonly stream: Pick<WriteStream, 'isTTY' | 'hasColors' | 'write'>) {
    this.isTerminal = stream.isTTY;
    this.colours = this.isTerminal && stream.hasColors();
  }

  line(text = ''): void {
    this.progress('');
    this.stream.write(`${text}\n`);
  }

  /** Shows a text in lines of the screen's width, the first after a label, the others below it. */
  paragraph(label: string, text: string, style?: Style): void {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = `${lines.at(-1) ?? ''} ${word}`;
      if (lines.length > 0 && label.length + longer.length <= WIDTH) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    for (const [index, line] of lines.entries()) {
      const whole = (index === 0 ? label : ' '.repeat(label.length)) + line;
      this.line(style === undefined ? whole : this.style(style, whole));
    }
  }

  /** Shows what is under way until the next line or progress comes, in a terminal only. */
  progress(text: string): void {
    if (this.isTerminal) this.stream.write(`\r\u001b[K${text.slice(0, WIDTH - 1)}`);
  }

  style(style: Style, text: string): string {
    return this.colours ? styleText(style, text, { validateStream: false }) : text;
  }
}
