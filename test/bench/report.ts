/** One part of the benchmark's report: what was measured, the figures, and what they say. */
export interface Section {
  readonly title: string;
  /** How it was measured, and what is worth saying of the figures; Markdown, a paragraph each. */
  readonly paragraphs: readonly string[];
  readonly tables: readonly Table[];
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of the benchmark, as its file exports it. */
export type Measurement = () => Promise<Section>;

export function markdown({ title, paragraphs, tables }: Section): string {
  return [`## ${title}`, ...paragraphs, ...tables.map(markdownTable)].join('\n\n');
}

/** Aligned as Prettier would align it, so that the report passes the project's own check. */
function markdownTable({ columns, rows }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(3, ...[column, ...rows.map((row) => row[index] ?? '')].map(({ length }) => length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, index) => (cells[index] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
