/** Runs named steps one after the other, prints each as it passes, and counts. */
export class Steps {
  private passed = 0;
  private failed = 0;
  private lastFailure: unknown;

  constructor(private readonly print: (line: string) => void) {}

  /** Rejects when the step fails: what follows it builds on it. */
  async step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    const start = Date.now();
    const close = (mark: string) => {
      this.print(`${mark} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    };
    try {
      const result = await work();
      this.passed += 1;
      close('✓');
      return result;
    } catch (error) {
      this.failed += 1;
      this.lastFailure = error;
      close('✗');
      throw error;
    }
  }

  /** Prints why steps were given up; an error from between two steps counts as a failure of its own. */
  giveUp(error: unknown): void {
    if (error !== this.lastFailure) this.failed += 1;
    this.print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  get allPassed(): boolean {
    return this.passed > 0 && this.failed === 0;
  }

  get summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}
