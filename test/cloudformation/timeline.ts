/** The values that something has had, so that a lagging read can show an earlier one. */
export class Timeline<T> {
  private readonly versions: { readonly time: number; readonly value: T }[] = [];

  get latest(): T | undefined {
    return this.versions.at(-1)?.value;
  }

  /** Sets the value from this time on. Times never decrease. */
  set(time: number, value: T): void {
    this.versions.push({ time, value });
  }

  /** The value at that time; undefined before the first one. */
  at(time: number): T | undefined {
    return this.versions.findLast((version) => version.time <= time)?.value;
  }
}
