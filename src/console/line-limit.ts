import type { Clock } from '../base/clock.ts';

/** M40 of the reference: lines that one session may write within the window, and those after which it is closed. */
export const lineLimit = { max: 10, end: 30, windowMs: 5000 } as const;

export type LineVerdict =
  | 'take'
  /** The first beyond the limit in a while: say so. */
  | 'warn'
  | 'drop'
  | 'end';

/** Counts the lines of one session in a sliding window. What is dropped counts too: it was read all the same. */
export class LineLimit {
  readonly #clock: Pick<Clock, 'monotonic'>;
  #timesMs: number[] = [];
  #warnedAtMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  next(): LineVerdict {
    const nowMs = this.#clock.monotonic();
    this.#timesMs = this.#timesMs.filter((atMs) => nowMs - atMs < lineLimit.windowMs);
    this.#timesMs.push(nowMs);
    if (this.#timesMs.length <= lineLimit.max) return 'take';
    if (this.#timesMs.length >= lineLimit.end) return 'end';
    if (nowMs - this.#warnedAtMs < lineLimit.windowMs) return 'drop';
    this.#warnedAtMs = nowMs;
    return 'warn';
  }
}
