import type { StackEvent, StackResult } from '../cloudformation';
import type { Screen, Style } from './screen';

export const STACK_TYPE = 'AWS::CloudFormation::Stack';
const STATUS_WIDTH = 23;

/** What one command of the CLI is about. */
export interface Command {
  readonly stackName: string;
  /** Where each resource is in the app, by its logical id. */
  readonly paths: ReadonlyMap<string, string>;
  readonly resourceTypes: readonly string[];
  /** How many resources the change set creates, changes or deletes. */
  readonly changes: number;
}

/** Shows the events of one deployment in the words of `cdk deploy --progress events`. */
export class CdkOutput {
  private readonly complete = new Set<string>();
  private readonly typeWidth: number;

  constructor(
    private readonly screen: Screen,
    private readonly command: Command,
  ) {
    this.typeWidth = Math.max(...[STACK_TYPE, ...command.resourceTypes].map(({ length }) => length));
  }

  event(event: StackEvent): void {
    const { logicalId, resourceType, status, reason } = event;
    const isStack = resourceType === STACK_TYPE;
    // Of a change set that is empty the CLI executes nothing.
    if (isStack && this.command.changes === 0) return;
    this.count(event, isStack);
    const total = this.command.changes + 1;
    const done = String(this.complete.size).padStart(String(total).length);
    const colour = colourOf(status);
    const paint = (text: string): string => (colour === undefined ? text : this.screen.style(colour, text));
    const path = this.command.paths.get(logicalId);
    const columns = [
      event.stackName,
      `${done}/${total}`,
      new Date(event.time).toLocaleTimeString('en-US').padStart('12:00:00 PM'.length),
      paint(status.slice(0, STATUS_WIDTH).padEnd(STATUS_WIDTH)),
      resourceType.padEnd(this.typeWidth),
      paint(this.screen.style('bold', path ?? logicalId)) + (path === undefined ? '' : ` (${logicalId})`),
    ];
    // The stack's own reason repeats that of the resource.
    const explained = reason === undefined || isStack ? '' : ` ${this.screen.style('red', reason)}`;
    this.screen.line(columns.join(' | ') + explained);
  }

  deployed({ status, changed, outputs, reason }: StackResult): void {
    const { stackName } = this.command;
    this.screen.line();
    if (reason !== undefined) {
      const failed = `The stack named ${stackName} failed to deploy: ${status}`;
      this.screen.line(this.screen.style('red', ` ❌  ${stackName} failed: ${failed}`));
      return;
    }
    this.screen.line(this.screen.style('green', ` ✅  ${stackName}${changed ? '' : ' (no changes)'}`));
    this.screen.line();
    this.screen.line('Outputs:');
    for (const [name, value] of Object.entries(outputs).sort(([a], [b]) => a.localeCompare(b))) {
      this.screen.line(`${this.screen.style('cyan', `${stackName}.${name}`)} = ${String(value)}`);
    }
  }

  destroyed({ status, reason }: StackResult): void {
    const { stackName } = this.command;
    this.screen.line();
    if (reason === undefined) this.screen.line(this.screen.style('green', ` ✅  ${stackName}: destroyed`));
    else this.screen.line(this.screen.style('red', ` ❌  ${stackName}: destroy failed: ${status}`));
  }

  /** As the CLI counts: what is complete a second time has been rolled back. */
  private count({ logicalId, status }: StackEvent, isStack: boolean): void {
    if (!/_COMPLETE(_CLEANUP_IN_PROGRESS)?$/.test(status)) return;
    if (!isStack && this.complete.has(logicalId)) this.complete.delete(logicalId);
    else this.complete.add(logicalId);
  }
}

function colourOf(status: string): Style | undefined {
  if (status.includes('FAILED')) return 'red';
  if (status.includes('ROLLBACK')) return 'yellow';
  return status.includes('COMPLETE') ? 'green' : undefined;
}
