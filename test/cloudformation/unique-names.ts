import { createHash } from 'node:crypto';

/** Unique names that are the same in every run, so that a failure can be reproduced. */
export class UniqueNames {
  private count = 0;

  /** The last part of a stack's ARN, or a RequestId. */
  uuid(): string {
    return this.uuidOf(`${this.next()}`);
  }

  /** The same for the same text. */
  uuidOf(text: string): string {
    const hex = this.hexOf(text);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** `<stack>-<logical id>-<suffix>`, as CloudFormation invents physical ids. */
  physicalId(stackName: string, logicalId: string): string {
    return `${stackName}-${logicalId}-${this.hexOf(`${this.next()}`).slice(0, 12).toUpperCase()}`;
  }

  private next(): number {
    this.count += 1;
    return this.count;
  }

  private hexOf(text: string): string {
    return createHash('sha256').update(`CloudFormation ${text}`).digest('hex');
  }
}
