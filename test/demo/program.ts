import { parseArgs } from 'node:util';
import { runDemo, type DemoOptions } from './demo';
import { Screen } from './screen';
import { Workplace } from './workplace';

/** Runs the demo as a program: its exit code tells how it ended, and nothing is left behind however it ends. */
export async function program(options: Pick<DemoOptions, 'service' | 'steps'>): Promise<void> {
  const { values } = parseArgs({ options: { events: { type: 'boolean', default: false } } });
  const workplace = new Workplace();
  // Comes after the last step as well as after Ctrl-C, an exception, or a pipe that nobody reads any longer.
  process.once('exit', () => {
    workplace.clear();
  });
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.once(signal, () => process.exit(128 + number));
  }
  const asDeclared = await runDemo({
    ...options,
    workplace,
    screen: new Screen(process.stdout),
    events: values.events,
  });
  process.exitCode = asDeclared ? 0 : 1;
}
