import type { LogLevel, LogLine } from '../base/log.ts';
import type { Raised } from '../core/alerts/alerts.ts';
import { alertCard } from '../core/alerts/operators-channel.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { Say } from '../core/texts/texts.ts';
import type { Trace } from '../core/trace.ts';
import { printableLine } from './printable.ts';

/** Something that operators want to know of at once. */
export type Happening =
  | { readonly kind: 'connection'; readonly connection: string; readonly state: string }
  | {
      readonly kind: 'guard';
      readonly what: 'muted' | 'banned' | 'channel-silenced';
      readonly who: string;
      readonly where: string;
      /** For people: "5 min". */
      readonly forTime: string;
    };

export interface FeedLine extends LogLine {
  readonly atMs: number;
}

/** What can be followed on a console. Each returned function stops it. */
export interface Feed {
  /** Lines of the log at this level and worse, with secrets taken out as in the log itself. */
  log(least: LogLevel, take: (line: FeedLine) => void): () => void;
  happenings(take: (happening: Happening) => void): () => void;
  alerts(take: (alert: Raised) => void): () => void;
  traces(take: (trace: Trace) => void): () => void;
}

/** How much a session wants to see, as M40 of the reference counts it. */
export const feedLevels = [0, 1, 2, 3, 4, 5] as const;
export type FeedLevel = (typeof feedLevels)[number];

const leastOf = { 1: 'error', 2: 'warn', 3: 'info', 4: 'debug', 5: 'debug' } as const;

export const readLevel = (text: string): FeedLevel | undefined =>
  feedLevels.find((level) => String(level) === text);

interface Showing {
  readonly say: Say;
  readonly show: (line: string) => void;
}

/** Shows what happens from now on, as far as the level goes; the returned function stops it. */
export function follow(feed: Feed, level: FeedLevel, { say, show }: Showing): () => void {
  if (level === 0) return () => {};
  const stops = [feed.log(leastOf[level], (line) => show(logLine(line)))];
  if (level < 3) {
    // From level 3 on the log tells the same.
    stops.push(feed.happenings((one) => show(happeningLine(one, say))));
    stops.push(feed.alerts((alert) => show(alertLine(alert, say))));
  }
  if (level === 5) stops.push(feed.traces((trace) => show(traceLine(trace))));
  return () => {
    for (const stop of stops) stop();
  };
}

const maxFactLength = 200;

/** `12:03:04 warn  Not connected  server=irc.example.org:6697 retryInMs=2000` */
function logLine({ atMs, level, message, facts }: FeedLine): string {
  const shown = Object.entries(facts).map(([name, value]) => `${name}=${factOf(value)}`);
  return printableLine([timeOf(atMs), level.padEnd(5), message, ...shown].join(' '));
}

function factOf(value: unknown): string {
  const told: unknown =
    typeof value === 'object' && value !== null && 'message' in value ? value.message : value;
  const text = typeof told === 'string' ? told : JSON.stringify(told);
  return text.length > maxFactLength ? `${text.slice(0, maxFactLength)}…` : text;
}

const alertLine = (alert: Raised, say: Say): string =>
  printableLine(
    `${timeOf(alert.atMs)} ${alert.tone.padEnd(5)} ${withoutMarkup(alertCard(alert, say).say)}`,
  );

function happeningLine(happening: Happening, say: Say): string {
  if (happening.kind === 'connection') return say('console.happening-connection', happening);
  const { what, who, where, forTime } = happening;
  return say('console.happening-guard', { kind: what, who, where, forTime });
}

/** What became of an event, without what was said in it: that may hold secrets, and is nobody's business here. */
function traceLine({ atMs, id, kind, place, actor, steps, outcome, tookMicros }: Trace): string {
  const who = actor === undefined ? '' : ` by ${actor.name}`;
  const stages = steps.map(({ stage, verdict }) => `${stage} ${verdict}`).join(', ');
  return printableLine(
    `${timeOf(atMs)} trace ${id} ${kind}${who} in ${place}: ${outcome} (${stages}) ${tookMicros} µs`,
  );
}

/** The time of day, in UTC as in the log. */
const timeOf = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);
