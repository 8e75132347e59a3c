import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Where the demo is shown: a terminal, with colours, or a file or pipe, without. */
export class Screen {
  private readonly colours: boolean;

  /** A terminal says itself whether it wants colours (NO_COLOR, TERM=dumb). */
  constructor(private readonly stream: Pick<WriteStream, 'isTTY' | 'hasColors' | 'write'>) {
    this.colours = stream.isTTY && stream.hasColors();
  }

  line(text = ''): void {
    this.stream.write(`${text}\n`);
  }

  style(style: Style, text: string): string {
    return this.colours ? styleText(style, text, { validateStream: false }) : text;
  }
}
