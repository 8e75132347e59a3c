/**
 * Replaces what identifies an account or its owner: ARNs, ids, account ids, access keys, phone numbers, and the given names. The same
 * thing has the same replacement, so that a reader can tell things apart.
 */
export class Redaction {
  readonly #numbers = new Map<string, number>();

  constructor(private readonly names: readonly string[]) {}

  apply(text: string): string {
    const patterns: readonly [kind: string, pattern: RegExp][] = [
      ['ARN', /arn:[^\s"'`<>|]+/g],
      ['id', /\b(?:pool|phone|rcs|registration)-[0-9a-f]{8,}\b/g],
      ['access key', /\bA[A-Z]{3}[A-Z0-9]{16}\b/g],
      ['phone number', /\+[0-9]{7,15}\b/g],
      ['account', /\b[0-9]{12}\b/g],
      ...this.names.map((name): [string, RegExp] => ['name', new RegExp(`\\b${escaped(name)}\\b`, 'g')]),
    ];
    return patterns.reduce(
      (redacted, [kind, pattern]) => redacted.replace(pattern, (found) => `<${kind} ${this.#numberOf(kind, found)}>`),
      text,
    );
  }

  #numberOf(kind: string, found: string): number {
    const key = `${kind} ${found}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = [...this.#numbers.keys()].filter((other) => other.startsWith(`${kind} `)).length + 1;
    this.#numbers.set(key, number);
    return number;
  }
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
