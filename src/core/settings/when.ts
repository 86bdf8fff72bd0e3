import { parseDuration } from '../../base/duration.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

export interface Now {
  readonly nowMs: number;
  /** IANA: `Europe/Paris`. */
  readonly timeZone: string;
  /** Whether "20:00" is the next one or the last one, and "2h" lies ahead or back. */
  readonly towards: 'future' | 'past';
}

const dayMs = 86_400_000;

/**
 * Reads a moment as people write it: a duration from now (`2h`, `in 2h`, `2h ago`), a clock time (`20:00`), or a
 * date with a time (`2027-01-31 20:00`; with `Z` or an offset that one holds, else the time zone given), or a day by
 * name, with or without a time (`monday 9:00`, `tomorrow`, `lundi 9h00`).
 */
export function readMoment(text: string, now: Now): Result<number> {
  const words = text.trim();
  const moment =
    inAWhile(words, now) ??
    atClock(words, now) ??
    onDate(words, now.timeZone) ??
    onDayCalled(words, now);
  return moment === undefined ? refuse('settings.no-time', { typed: text }) : ok(moment);
}

function inAWhile(words: string, { nowMs, towards }: Now): number | undefined {
  const [, , amount = '', ago] = /^(in|dans)?\s*(.+?)\s*(ago)?$/i.exec(words) ?? [];
  const duration = parseDuration(amount);
  if (duration === undefined) return undefined;
  return towards === 'past' || ago !== undefined ? nowMs - duration : nowMs + duration;
}

const clockShape = /^(\d{1,2})[:h](\d{2})$/;

function atClock(words: string, { nowMs, timeZone, towards }: Now): number | undefined {
  const [found, hour = '', minute = ''] = clockShape.exec(words) ?? [];
  if (found === undefined) return undefined;
  const today = wallOf(nowMs, timeZone);
  const step = towards === 'future' ? 1 : -1;
  for (let day = 0; day <= 2; day += 1) {
    const wall = { ...today, hour: Number(hour), minute: Number(minute) };
    const moment = inZone({ ...wall, day: today.day + step * day }, timeZone);
    if (moment === undefined) return undefined;
    if (towards === 'future' ? moment > nowMs : moment <= nowMs) return moment;
  }
  return undefined;
}

const weekdays = [
  ...[/^(sun(day)?|dimanche)$/i, /^(mon(day)?|lundi)$/i, /^(tue(s(day)?)?|mardi)$/i],
  ...[/^(wed(nesday)?|mercredi)$/i, /^(thu(rs(day)?)?|jeudi)$/i, /^(fri(day)?|vendredi)$/i],
  /^(sat(urday)?|samedi)$/i,
] as const;
const tomorrow = /^(tomorrow|demain)$/i;
const dayShape = /^(\p{L}{3,9})(?:\s+(?:at\s+|à\s+)?(\d{1,2})[:h](\d{2}))?$/iu;

/** The next day of that name ahead, or the last one back; without a time, as it begins. */
function onDayCalled(words: string, { nowMs, timeZone, towards }: Now): number | undefined {
  const [found, name = '', hour = '0', minute = '0'] = dayShape.exec(words) ?? [];
  const weekday = weekdays.findIndex((shape) => shape.test(name));
  if (found === undefined || (weekday < 0 && !tomorrow.test(name))) return undefined;
  const today = wallOf(nowMs, timeZone);
  const at = (days: number) =>
    inZone(
      { ...today, day: today.day + days, hour: Number(hour), minute: Number(minute) },
      timeZone,
    );
  if (weekday < 0) return at(1);
  const isToday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const ahead = (weekday - isToday + 7) % 7;
  const days = towards === 'future' ? [ahead, ahead + 7] : [ahead === 0 ? 0 : ahead - 7, ahead - 7];
  return days
    .map(at)
    .find((one) => one !== undefined && (towards === 'future' ? one > nowMs : one <= nowMs));
}

const dateShape = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

function onDate(words: string, timeZone: string): number | undefined {
  if (withOffset.test(words)) {
    const moment = Date.parse(words);
    return Number.isNaN(moment) || !isDate(words) ? undefined : moment;
  }
  const found = dateShape.exec(words);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found
    .slice(1, 6)
    .map((part: string | undefined) => Number(part ?? 0));
  return isDate(words) ? inZone({ year, month, day, hour, minute }, timeZone) : undefined;
}

/** Whether the calendar has the day that the text begins with. */
const isDate = (words: string): boolean => {
  const day = words.slice(0, 10);
  const moment = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
};

interface Wall {
  readonly year: number;
  readonly month: number;
  /** May lie outside of the month: the 32nd of January is the 1st of February. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * When a wall clock in a time zone shows this. A time that a change of the clocks leaves out counts as that much
 * later; of one that comes twice, the first is meant.
 */
function inZone({ year, month, day, hour, minute }: Wall, timeZone: string): number | undefined {
  if (hour > 23 || minute > 59) return undefined;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  // A zone's offset changes at most once within these two days.
  const before = asUtc - offsetMs(asUtc - dayMs, timeZone);
  const after = asUtc - offsetMs(asUtc + dayMs, timeZone);
  const shows = (moment: number) => moment + offsetMs(moment, timeZone) === asUtc;
  return shows(before) ? before : shows(after) ? after : before;
}

const offsetMs = (atMs: number, timeZone: string): number => {
  const { year, month, day, hour, minute } = wallOf(atMs, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(atMs / 60_000) * 60_000;
};

/** What a wall clock in a time zone shows. */
function wallOf(atMs: number, timeZone: string): Wall {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  }).formatToParts(atMs);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    ...{ year: of('year'), month: of('month'), day: of('day') },
    ...{ hour: of('hour'), minute: of('minute') },
  };
}

/** Whether this names a time zone: `UTC`, `Europe/Paris`. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    // RangeError is how the platform says no.
    return false;
  }
}

/** "2027-01-31 20:00", as a wall clock there shows it. */
export function shownMoment(atMs: number, timeZone: string): string {
  const { year, month, day, hour, minute } = wallOf(atMs, timeZone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
