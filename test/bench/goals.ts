/** What a part of the benchmark has to reach. */
export class Goals {
  /** One line each, for the report. */
  readonly missed: string[] = [];

  /** The figure for its table, marked if it misses its goal. */
  check(what: string, figure: string, isMet: boolean, goal: string): string {
    if (isMet) return figure;
    this.missed.push(`${what}: ${figure}; the goal is ${goal}`);
    return `**${figure}, missed: ${goal}**`;
  }
}
