import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

const windowMs = 3_600_000;
/** Tries, whether something came of them or not: cases cannot be guessed by trying. */
const [mostOfPerson, mostOfAddress] = [6, 12];
const kept = 10_000;

/** How often somebody may try to appeal, by who he is and by where he comes from. In memory, bounded. */
export class AppealLimits {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #tries: BoundedMap<readonly number[]>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    this.#tries = boundedMap({ maxEntries: kept, ttlMs: windowMs }, clock);
  }

  /** Refuses with the time to wait. */
  take(who: string, address?: string): Result<void> {
    const nowMs = this.#clock.monotonic();
    const sources: readonly (readonly [string, number])[] = [
      [`who ${who}`, mostOfPerson],
      ...(address === undefined ? [] : ([[`from ${address}`, mostOfAddress]] as const)),
    ];
    for (const [source, most] of sources) {
      const tries = this.#lately(source, nowMs);
      const oldest = tries[0];
      if (oldest === undefined || tries.length < most) continue;
      const waitMs = oldest + windowMs - nowMs;
      return refuse('appeal.too-often', { minutes: Math.ceil(waitMs / 60_000) }, waitMs);
    }
    for (const [source] of sources)
      this.#tries.set(source, [...this.#lately(source, nowMs), nowMs]);
    return ok(undefined);
  }

  #lately(source: string, nowMs: number): readonly number[] {
    return (this.#tries.get(source) ?? []).filter((atMs) => nowMs - atMs < windowMs);
  }
}
