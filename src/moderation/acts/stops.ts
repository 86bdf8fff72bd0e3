import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { CommunityId } from '../../base/ids.ts';

/** Nothing waits for its turn longer than this, and nobody stops so many. */
const keptMs = 24 * 3_600_000;
const mostKept = 1000;

/** Who was stopped, and what he had asked for before: that is not begun any more. In memory, as all that waits is. */
export class Stops {
  readonly #stopped: BoundedMap<number>;
  #last = 0;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#stopped = boundedMap({ maxEntries: mostKept, ttlMs: keptMs }, clock);
  }

  ticket(): number {
    this.#last += 1;
    return this.#last;
  }

  stop(community: CommunityId, by: string): void {
    this.#stopped.set(`${community} ${by}`, this.ticket());
  }

  isStopped(community: CommunityId, by: string, ticket: number): boolean {
    return ticket < (this.#stopped.get(`${community} ${by}`) ?? 0);
  }
}
