export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFacts = Readonly<Record<string, unknown>>;

/** Where parts say what happens. Facts first, so that a line can be searched; never a secret in them. */
export interface Log {
  debug(facts: LogFacts, message: string): void;
  info(facts: LogFacts, message: string): void;
  warn(facts: LogFacts, message: string): void;
  error(facts: LogFacts, message: string): void;
  child(facts: LogFacts): Log;
}

/** A log for those who do not listen. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLog,
};

export interface LogLine {
  readonly level: LogLevel;
  readonly facts: LogFacts;
  readonly message: string;
}

/** A log that remembers its lines, for tests. */
export function memoryLog(lines: LogLine[] = [], base: LogFacts = {}): Log & { lines: LogLine[] } {
  const at = (level: LogLevel) => (facts: LogFacts, message: string) => {
    lines.push({ level, facts: { ...base, ...facts }, message });
  };
  return {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (facts) => memoryLog(lines, { ...base, ...facts }),
  };
}
