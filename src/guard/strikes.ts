import { ageMs } from './slot-table.ts';

/** Cells that strikes need. */
export const strikeCells = 2;

/**
 * Strikes: one per window, however much is refused in it. Whoever is not refused in the window after a strike's own
 * has behaved, and begins again at one.
 */
export const strikes = {
  /** Notes a refusal; how many strikes in a row that makes, or 0 when this window already has its strike. */
  note(ints: Int32Array, at: number, tick: number, windowMs: number): number {
    const [count, age] = [ints[at] ?? 0, ageMs(tick, ints[at + 1] ?? 0)];
    if (count > 0 && age < windowMs) return 0;
    const next = count > 0 && age < 2 * windowMs ? count + 1 : 1;
    ints[at] = next;
    ints[at + 1] = tick;
    return next;
  },

  /** Strikes that still count. */
  standing(ints: Int32Array, at: number, tick: number, windowMs: number): number {
    return ageMs(tick, ints[at + 1] ?? 0) < 2 * windowMs ? (ints[at] ?? 0) : 0;
  },

  clear(ints: Int32Array, at: number): void {
    ints[at] = 0;
  },
};
