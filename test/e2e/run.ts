import type { Processes } from './processes';
import type { PythonTools } from './python-tools';
import type { Steps } from './steps';
import type { Workspace } from './workspace';

/** What every part of the run works with. */
export interface Run {
  readonly steps: Steps;
  readonly processes: Processes;
  readonly workspace: Workspace;
  readonly tools: PythonTools;
}
