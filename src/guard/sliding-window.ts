import { ageMs } from './slot-table.ts';

/** At most so many in any stretch of this length. */
export interface WindowLimit {
  readonly max: number;
  readonly windowMs: number;
}

/**
 * The times of the last hits, in a ring. Exact for limits up to the ring's size: the question is only how old the
 * `max`-th latest hit is, so a burst across any border is seen, and the same hits can be judged by different limits.
 */
export class SlidingWindow {
  /** Cells that it needs: one for its own affairs and one a hit. */
  readonly cells: number;
  readonly #ring: number;

  constructor(mostHits: number) {
    this.#ring = mostHits;
    this.cells = 1 + mostHits;
  }

  /** Milliseconds until one more is within the limit; 0 when it is now. */
  waitMs(ints: Int32Array, at: number, tick: number, limit: WindowLimit): number {
    const [state, max] = [ints[at] ?? 0, Math.min(limit.max, this.#ring)];
    if (state >>> 8 < max) return 0;
    const age = ageMs(tick, this.#latest(ints, at, max));
    return age < limit.windowMs ? limit.windowMs - age : 0;
  }

  /** How long ago the last hit was; infinitely, when there was none. */
  sinceLastMs(ints: Int32Array, at: number, tick: number): number {
    return (ints[at] ?? 0) >>> 8 === 0 ? Infinity : ageMs(tick, this.#latest(ints, at, 1));
  }

  hit(ints: Int32Array, at: number, tick: number): void {
    const state = ints[at] ?? 0;
    const next = state & 255;
    ints[at + 1 + next] = tick;
    const count = state >>> 8;
    const following = next + 1 === this.#ring ? 0 : next + 1;
    ints[at] = ((count < this.#ring ? count + 1 : count) << 8) | following;
  }

  /** How many hits are inside the window. */
  within(ints: Int32Array, at: number, tick: number, windowMs: number): number {
    const count = (ints[at] ?? 0) >>> 8;
    let inside = 0;
    while (inside < count && ageMs(tick, this.#latest(ints, at, inside + 1)) < windowMs)
      inside += 1;
    return inside;
  }

  /** How old the hits are that it still knows, oldest first. */
  agesMs(ints: Int32Array, at: number, tick: number): readonly number[] {
    const count = (ints[at] ?? 0) >>> 8;
    return Array.from({ length: count }, (_, place) =>
      ageMs(tick, this.#latest(ints, at, count - place)),
    );
  }

  /** Takes back the hit of this time, if it is still there. */
  undo(ints: Int32Array, at: number, tick: number): boolean {
    const count = (ints[at] ?? 0) >>> 8;
    for (let back = 1; back <= count; back += 1) {
      if (this.#latest(ints, at, back) === tick) {
        this.#close(ints, at, back);
        return true;
      }
    }
    return false;
  }

  /** Moves what came after the hit one place back. */
  #close(ints: Int32Array, at: number, back: number): void {
    const state = ints[at] ?? 0;
    for (let later = back; later > 1; later -= 1) {
      ints[at + 1 + this.#place(state, later)] = this.#latest(ints, at, later - 1);
    }
    ints[at] = (((state >>> 8) - 1) << 8) | this.#place(state, 1);
  }

  /** The time of the hit that was the `back`-th from the end. */
  #latest(ints: Int32Array, at: number, back: number): number {
    return ints[at + 1 + this.#place(ints[at] ?? 0, back)] ?? 0;
  }

  #place(state: number, back: number): number {
    const place = (state & 255) - back;
    return place < 0 ? place + this.#ring : place;
  }
}
