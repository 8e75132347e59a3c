import type { Finding } from './question';
import type { Entry } from './service';

/** What became of one question. */
export interface Reply {
  readonly question: string;
  readonly findings: readonly Finding[];
  /** Why there is no answer, if there is none. */
  readonly unanswered?: string;
}

export interface Report {
  readonly replies: readonly Reply[];
  readonly transcript: readonly Entry[];
}

/** `setting of test/sms-voice → what was observed`, for a terminal. */
export function table({ replies }: Report): string {
  const all = [HEADINGS, ...rows(replies)];
  const [first, second] = [0, 1].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const lines = all.map(
    ([setting = '', value = '', observed = '']) =>
      `${setting.padEnd(first ?? 0)}  ${value.padEnd(second ?? 0)}  ${observed}`,
  );
  return [...lines, ...notAnswered(replies)].join('\n');
}

/** The file to attach to an issue, before its redaction. */
export function markdown({ replies, transcript }: Report, facts: readonly string[]): string {
  const cells = (texts: readonly string[]): string =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    '# Probe of AWS End User Messaging SMS',
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    cells(HEADINGS),
    cells(HEADINGS.map(() => '---')),
    ...rows(replies).map(cells),
    ...notAnswered(replies),
    '',
    '## Requests',
    '',
    '```',
    ...transcript.map(({ sent, answered, operation, answer }) => `${sent}-${answered} ms ${operation}: ${answer}`),
    '```',
    '',
  ].join('\n');
}

const HEADINGS = ['Setting of test/sms-voice', 'Value', 'Observed'];

function notAnswered(replies: readonly Reply[]): string[] {
  const missing = replies.flatMap(({ question, unanswered }) =>
    unanswered === undefined ? [] : [`- ${question}: ${unanswered}`],
  );
  return missing.length === 0 ? [] : ['', 'Not answered:', '', ...missing];
}

/** One row for all operations or kinds that behave alike. */
function rows(replies: readonly Reply[]): string[][] {
  const groups = new Map<string, { setting: string; value: string; observed: string; of: string[] }>();
  for (const finding of replies.flatMap(({ findings }) => findings)) {
    const [setting, value, observed] = texts(finding);
    const key = [setting, value, observed].join('\n');
    const group = groups.get(key) ?? { setting, value, observed, of: [] };
    if ('of' in finding) group.of.push(finding.of);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ setting, value, observed, of }) => [
    setting,
    value,
    of.length === 0 ? observed : `${observed} (${of.join(', ')})`,
  ]);
}

function texts(finding: Finding): [setting: string, value: string, observed: string] {
  if ('about' in finding) return [finding.about, '(no setting)', finding.observed];
  if ('least' in finding) return [finding.setting, range(finding.least, finding.most), finding.observed];
  const { setting, values, observed } = finding;
  return [setting, values.length === 0 ? '(no value behaves so)' : values.map(String).join(' or '), observed];
}

function range(least: number, most: number): string {
  return most === Infinity ? `more than ${least}` : `${least} to ${most}`;
}
