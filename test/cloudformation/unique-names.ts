import { createHash } from 'node:crypto';

/** Names that never repeat and yet are the same in every run, so that a failure can be run again. */
export class UniqueNames {
  private count = 0;

  constructor(private readonly seed = 'CloudFormation') {}

  /** As in arn:aws:cloudformation:…:stack/name/<uuid>. */
  uuid(): string {
    const hex = this.hex();
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-');
  }

  /** As CloudFormation invents a physical id, `<stack>-<logical id>-<suffix>`. */
  physicalId(stackName: string, logicalId: string): string {
    return `${stackName}-${logicalId}-${this.hex().slice(0, 12).toUpperCase()}`;
  }

  private hex(): string {
    this.count += 1;
    return createHash('sha256').update(`${this.seed} ${this.count}`).digest('hex');
  }
}
