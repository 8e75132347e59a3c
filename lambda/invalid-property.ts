/** A property that the service would refuse, found before any call is made. */
export class InvalidProperty extends Error {
  constructor(field: string, value: unknown, rule: string) {
    super(`${field}: got ${value === undefined ? 'nothing' : JSON.stringify(value)}; ${rule}`);
    this.name = 'InvalidProperty';
  }
}
