import { Cron } from 'croner';
import { type Result, ok, refuse } from '../../base/result.ts';
import { firstInstantOf, isZone, wallTimeAt } from './zone.ts';

/** Times told by five fields and a time zone. */
export interface CronTimes {
  /** The first instant after this one; undefined when there is none any more. */
  nextAfter(atMs: number): number | undefined;
}

/**
 * Reads `minute hour day month weekday` (lists, ranges, steps, names; weekday 0 and 7 are Sunday) in an IANA
 * time zone. When clocks go back, a time that comes twice is taken once, the first time; when they go forward,
 * one that is left out is taken at the moment they go on. A `*` for the hour goes by real time instead: each hour
 * that passes counts. Refuses with `cron.…` and what was wrong.
 */
export function readCron(pattern: string, zone = 'UTC'): Result<CronTimes> {
  if (!isZone(zone)) return refuse('cron.zone', { zone });
  const fields = pattern.trim().split(/\s+/);
  if (fields.length !== 5) return refuse('cron.fields', { pattern, fields: fields.length });
  const everyHour = fields[1] === '*';
  try {
    const cron = new Cron(fields.join(' '), {
      ...{ mode: '5-part', paused: true },
      timezone: everyHour ? zone : 'UTC',
    });
    const times = everyHour ? byRealTime(cron) : byWallClock(cron, zone);
    return cron.nextRun(new Date(anyLeapCycleMs)) ? ok(times) : refuse('cron.never', { pattern });
  } catch {
    // croner throws for a field that it cannot read; its words are about its own inner names.
    return refuse('cron.unreadable', { pattern });
  }
}

/** From here on, every day of the calendar comes within the years that croner looks through. */
const anyLeapCycleMs = Date.UTC(2024, 0, 1);

const byRealTime = (cron: Cron): CronTimes => ({
  nextAfter: (atMs) => cron.nextRun(new Date(atMs))?.getTime(),
});

/** Reads the pattern on a calendar without jumps, then asks when the zone's clocks first show that. */
const byWallClock = (cron: Cron, zone: string): CronTimes => ({
  nextAfter(atMs) {
    let wall = cron.nextRun(new Date(wallTimeAt(atMs, zone)));
    while (wall) {
      const instant = firstInstantOf(wall.getTime(), zone);
      if (instant > atMs) return instant;
      // Clocks went back: this time has been before.
      wall = cron.nextRun(wall);
    }
    return undefined;
  },
});
