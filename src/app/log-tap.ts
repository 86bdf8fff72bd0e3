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
const levelOf = new Map<number, LogLevel>([
  [20, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
]);

const written = z
  .object({ level: z.number(), time: z.number(), msg: z.string() })
  .catchall(z.unknown());

interface Follower {
  readonly least: number;
  readonly take: (line: TappedLine) => void;
}

/** The same log, with a tap on it. */
export function tapped(log: Log): { readonly log: Log; readonly logTap: LogTap } {
  const followers = new Set<Follower>();
  // The same writer as the log's own, so that the same is taken out of a line.
  const copy = pino(
    { level: 'debug', base: null, redact: redaction },
    { write: (line: string) => tell(followers, line) },
  );
  const wanted = (level: LogLevel): boolean =>
    followers.size > 0 && [...followers].some(({ least }) => numbers[level] >= least);
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

function tell(followers: ReadonlySet<Follower>, text: string): void {
  const { level: number, time: atMs, msg: message, ...facts } = written.parse(JSON.parse(text));
  const level = levelOf.get(number) ?? 'info';
  for (const { least, take } of [...followers]) {
    if (number >= least) take({ atMs, level, message, facts });
  }
}
