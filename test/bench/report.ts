/** One part of the benchmark's report: the method, the figures, and what they say. */
export interface Section {
  readonly title: string;
  /** Markdown, a paragraph each. */
  readonly paragraphs: readonly string[];
  readonly tables: readonly Table[];
  /** The goals that were missed, a line each. */
  readonly missed?: readonly string[];
}

export interface Table {
  /** The line above it. */
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
