import type { StackEvent } from '../cloudformation';
import type { Screen } from './screen';

/** Shows in a terminal how far a deployment has come. */
export class Progress {
  private readonly complete = new Set<string>();

  constructor(
    private readonly screen: Screen,
    private readonly changes: number,
    private readonly paths: ReadonlyMap<string, string>,
  ) {}

  event({ logicalId, resourceType, status }: StackEvent): void {
    if (resourceType === 'AWS::CloudFormation::Stack') return;
    if (status.endsWith('_COMPLETE')) this.complete.add(logicalId);
    const path = this.paths.get(logicalId) ?? logicalId;
    this.screen.progress(`  ${this.complete.size}/${this.changes} resources   ${status} ${path}`);
  }
}
