import { type BoundedMap, boundedMap } from '../../../base/bounded-map.ts';
import type { Clock } from '../../../base/clock.ts';

/** What is known of one act from one of its two sides. */
export interface Half {
  readonly subjectName?: string | undefined;
  readonly byId?: string | undefined;
  readonly reason?: string | undefined;
  readonly untilMs?: number | undefined;
}

interface Waiting {
  half: Half;
  readonly cancel: () => void;
}

/** Discord tells of an act, and who did it, in two events in any order; without the right to read its log only one comes. */
const togetherWithinMs = 2000;
const mostWaiting = 2000;

/** Puts the two halves of what staff do together: what happened, and who did it and why. */
export class ActHalves {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Waiting>();
  /** What was told already: the half that comes late tells nothing new. */
  readonly #told: BoundedMap<number>;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#told = boundedMap({ maxEntries: mostWaiting, ttlMs: togetherWithinMs * 2 }, clock);
  }

  /** `side` says which half this is; with both, or after a while, it is told. */
  take(key: string, side: 'seen' | 'logged', half: Half, tell: (whole: Half) => void): void {
    const other = `${key} ${side === 'seen' ? 'logged' : 'seen'}`;
    const first = this.#waiting.get(other);
    if (first) {
      first.cancel();
      this.#waiting.delete(other);
      return tell({ ...first.half, ...withoutGaps(half) });
    }
    if (this.#told.get(other) !== undefined) {
      this.#told.delete(other);
      return;
    }
    const own = `${key} ${side}`;
    if (this.#waiting.size >= mostWaiting || this.#waiting.has(own)) return tell(half);
    const cancel = this.#clock.after(togetherWithinMs, () => {
      this.#waiting.delete(own);
      this.#told.set(own, 1);
      tell(half);
    });
    this.#waiting.set(own, { half, cancel });
  }
}

const withoutGaps = (half: Half): Half =>
  Object.fromEntries(Object.entries(half).filter(([, value]) => value !== undefined));
