import type { FunctionRunner } from '../../cloudformation';

/** As Lambda with so many executions at a time: further events wait, first come, first served. */
export function limited(runner: FunctionRunner, executions: number): FunctionRunner {
  let free = executions;
  const waiting: (() => void)[] = [];
  return {
    invoke: async (fn, event) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await runner.invoke(fn, event);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
