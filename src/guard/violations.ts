import { SlidingWindow } from './sliding-window.ts';
import { ageMs, tickOf } from './slot-table.ts';

/** When violations become a ban, and how long it is. */
export interface ViolationLimit {
  readonly max: number;
  readonly windowMs: number;
  readonly banMs: number;
  readonly longestBanMs: number;
}

/** What is kept of somebody's violations: ages, oldest first. */
export interface KeptViolations {
  readonly bans: number;
  readonly banAgeMs: number;
  readonly violationAgesMs: number[];
}

/** The most violations that a limit can ask for. */
export const mostViolations = 20;

const times = new SlidingWindow(mostViolations);

/** Cells that violations need: their times, how many bans there were, when the last one began. */
export const violationCells = times.cells + 2;

/** Bans before this are not held against anyone. */
const memoryMs = 24 * 3_600_000;

const [bansCell, lastBanCell] = [times.cells, times.cells + 1];

/**
 * Violations within a window; enough of them are a ban that expires by itself. Each ban within a day of the one
 * before it is twice as long, up to the longest.
 */
export const violations = {
  /** Notes one; how long a ban it earns, or 0. */
  note(ints: Int32Array, at: number, tick: number, limit: ViolationLimit): number {
    times.hit(ints, at, tick);
    if (times.within(ints, at, tick, limit.windowMs) < limit.max) return 0;
    const bans = violations.bans(ints, at, tick, limit) + 1;
    ints.fill(0, at, at + times.cells);
    ints[at + bansCell] = bans;
    ints[at + lastBanCell] = tick;
    return lengthOf(bans, limit);
  },

  count: (ints: Int32Array, at: number, tick: number, windowMs: number): number =>
    times.within(ints, at, tick, windowMs),

  /** Bans that still count: none, when the last one ended more than a day ago. */
  bans(ints: Int32Array, at: number, tick: number, limit: ViolationLimit): number {
    const bans = ints[at + bansCell] ?? 0;
    const age = ageMs(tick, ints[at + lastBanCell] ?? 0);
    return bans > 0 && age < lengthOf(bans, limit) + memoryMs ? bans : 0;
  },

  /** What outlives a restart. */
  kept(ints: Int32Array, at: number, tick: number, windowMs: number): KeptViolations {
    return {
      bans: ints[at + bansCell] ?? 0,
      banAgeMs: Math.min(longestAgeMs, ageMs(tick, ints[at + lastBanCell] ?? 0)),
      violationAgesMs: times.agesMs(ints, at, tick).filter((age) => age < windowMs),
    };
  },

  /** Puts back what was kept at `keptMs`. */
  restore(ints: Int32Array, at: number, kept: KeptViolations, keptMs: number): void {
    ints[at + bansCell] = kept.bans;
    ints[at + lastBanCell] = tickOf(keptMs - kept.banAgeMs);
    for (const age of kept.violationAgesMs) times.hit(ints, at, tickOf(keptMs - age));
  },
};

/** The longest that ticks can tell. */
const longestAgeMs = 2 ** 31 - 1;

const lengthOf = (bans: number, { banMs, longestBanMs }: ViolationLimit): number =>
  Math.min(longestBanMs, banMs * 2 ** Math.min(bans - 1, 40));
