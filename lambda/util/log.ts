/** One line of the log: a decision, or a call with its outcome. Never an event, because that holds the ResponseURL. */
export type LogEntry = Readonly<Record<string, unknown>>;

export type Log = (entry: LogEntry) => void;

/**
 * Writes one JSON line, a warning at the level WARN. With Lambda's JSON log format the runtime makes the line from the
 * object, and would escape a line that is JSON already.
 */
export function writeLog(entry: LogEntry): void {
  const line = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? entry : JSON.stringify(entry);
  if (entry.message === 'warning') console.warn(line);
  else console.info(line);
}
