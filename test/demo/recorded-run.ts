import { runDemo, type DemoOptions } from './demo';
import { demoService } from './demo-account';
import { Screen } from './screen';
import { Workplace } from './workplace';

/** Runs the demo in this process: whether it ended as expected, and what it printed. */
export async function recordedRun(steps: DemoOptions['steps'], events = false) {
  const workplace = new Workplace();
  let output = '';
  const write = (text: string): boolean => (output += text) !== '';
  const screen = new Screen({ isTTY: false, hasColors: () => false, write });
  try {
    const asExpected = await runDemo({ service: demoService(), steps, workplace, screen, events });
    return { asExpected, output };
  } finally {
    workplace.clear();
  }
}
