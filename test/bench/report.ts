/** One part of the benchmark's report: what was measured, the figures, and what they say. */
export interface Section {
  readonly title: string;
  /** How it was measured, and what is worth saying of the figures; Markdown, a paragraph each. */
  readonly paragraphs: readonly string[];
  readonly tables: readonly Table[];
}

export interface Table {
  /** What stands above it. */
  readonly caption?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of the benchmark, as its file exports it. */
export type Measurement = () => Promise<Section>;

export function markdown({ title, paragraphs, tables }: Section): string {
  return [`## ${title}`, ...paragraphs, ...tables.map(markdownTable)].join('\n\n');
}

function markdownTable({ caption, columns, rows }: Table): string {
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...(caption === undefined ? [] : [caption, '']), ...lines].join('\n');
}
