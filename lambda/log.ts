/** One line of the log: a decision, or a call with its outcome. Never an event: it holds the ResponseURL. */
export type LogEntry = Readonly<Record<string, unknown>>;

export type Log = (entry: LogEntry) => void;

/**
 * Writes one JSON line. With Lambda's JSON log format the runtime makes the line of the object itself, and would
 * escape one that is JSON already.
 */
export function writeLog(entry: LogEntry): void {
  console.info(process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? entry : JSON.stringify(entry));
}
