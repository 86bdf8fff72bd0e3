import { pino } from 'pino';
import { z } from 'zod';
import type { Log, LogFacts, LogLevel } from '../base/log.ts';
import { redaction } from './logging.ts';

/** A line of the log as it is shown elsewhere: without its secrets. */
export interface TappedLine {
  readonly atMs: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly facts: LogFacts;
}

/** Where a running log can be followed at any level, whatever the log itself keeps. Costs nothing while nobody does. */
export interface LogTap {
  follow(least: LogLevel, take: (line: TappedLine) => void): () => void;
}

const numbers: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 };

/** A fact may be called `level`, too, and stands in its place then. */
const written = z
  .object({ level: z.unknown(), time: z.number(), msg: z.string() })
  .catchall(z.unknown());

interface Follower {
  readonly least: number;
  readonly take: (line: TappedLine) => void;
}

/** The same log, with a tap on it. */
export function tapped(log: Log): { readonly log: Log; readonly logTap: LogTap } {
  const followers = new Set<Follower>();
  // The same writer as the log's own, so that the same is taken out of a line.
  let writing: LogLevel = 'info';
  const copy = pino(
    { level: 'debug', base: null, redact: redaction },
    { write: (line: string) => tell(followers, writing, line) },
  );
  const wanted = (level: LogLevel): boolean => {
    writing = level;
    return followers.size > 0 && [...followers].some(({ least }) => numbers[level] >= least);
  };
  return {
    log: tappedLog(log, copy, wanted),
    logTap: {
      follow(least, take) {
        const follower = { least: numbers[least], take };
        followers.add(follower);
        return () => followers.delete(follower);
      },
    },
  };
}

function tappedLog(log: Log, copy: pino.Logger, wanted: (level: LogLevel) => boolean): Log {
  const at = (level: LogLevel) => (facts: LogFacts, message: string) => {
    log[level](facts, message);
    if (wanted(level)) copy[level](facts, message);
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (facts) => tappedLog(log.child(facts), copy.child(facts), wanted),
  };
}

/** Never throws: whoever writes a line is not to fail by it. */
function tell(followers: ReadonlySet<Follower>, level: LogLevel, text: string): void {
  const read = written.safeParse(JSON.parse(text));
  if (!read.success) return;
  const { level: fact, time: atMs, msg: message, ...others } = read.data;
  const facts = typeof fact === 'number' ? others : { ...others, level: fact };
  for (const { least, take } of [...followers]) {
    if (numbers[level] >= least) take({ atMs, level, message, facts });
  }
}
