/** Admits a number of calls of each action in any second. */
export class RequestRate {
  private readonly admitted = new Map<string, number[]>();

  /** Whether a call may be performed now; `perSecond` undefined is any number. */
  admits(action: string, now: number, perSecond: number | undefined): boolean {
    if (perSecond === undefined) return true;
    const recent = (this.admitted.get(action) ?? []).filter((time) => time > now - 1000);
    const admits = recent.length < perSecond;
    this.admitted.set(action, admits ? [...recent, now] : recent);
    return admits;
  }
}
