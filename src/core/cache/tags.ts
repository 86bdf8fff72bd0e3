import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';

/** More are remembered than most programs have; when one is forgotten, everything older counts as touched. */
const remembered = 10_000;

/** When tags were last touched, counted in touches. */
export class Tags {
  readonly #touched: BoundedMap<number>;
  #now = 1;
  /** What was read at this moment or before is worthless, whatever its tags. */
  #floor = 0;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#touched = boundedMap<number>(
      { maxEntries: remembered, onEvict: () => (this.#floor = this.#now) },
      clock,
    );
  }

  get now(): number {
    return this.#now;
  }

  touch(tags: readonly string[]): void {
    this.#now += 1;
    for (const tag of tags) this.#touched.set(tag, this.#now);
  }

  touchAll(): void {
    this.#floor = this.#now;
    this.#now += 1;
  }

  /** Whether something that was read at that moment still holds. */
  hold(tags: readonly string[], atMoment: number): boolean {
    if (atMoment <= this.#floor) return false;
    return tags.every((tag) => (this.#touched.get(tag) ?? 0) <= atMoment);
  }
}
