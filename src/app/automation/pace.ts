import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { CommunityId } from '../../base/ids.ts';

const minuteMs = 60_000;
const mostCommunities = 2000;
/** So many of a community are under way at most. */
const mostAtOnce = 20;

interface Minute {
  readonly startedMs: number;
  runs: number;
}

/** How many automations a community runs in a minute, and at once. */
export class Pace {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #minutes: BoundedMap<Minute>;
  readonly #underWay = new Map<CommunityId, number>();

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    this.#minutes = boundedMap({ maxEntries: mostCommunities, ttlMs: minuteMs }, clock);
  }

  /** Whether one more may run; then `ends` must be called. */
  begins(community: CommunityId, mostPerMinute: number): boolean {
    const nowMs = this.#clock.monotonic();
    const known = this.#minutes.get(community);
    const minute =
      known && nowMs - known.startedMs < minuteMs ? known : { startedMs: nowMs, runs: 0 };
    const underWay = this.#underWay.get(community) ?? 0;
    if (minute.runs >= mostPerMinute || underWay >= mostAtOnce) return false;
    minute.runs += 1;
    if (minute !== known) this.#minutes.set(community, minute);
    this.#underWay.set(community, underWay + 1);
    return true;
  }

  ends(community: CommunityId): void {
    const left = (this.#underWay.get(community) ?? 1) - 1;
    if (left <= 0) this.#underWay.delete(community);
    else this.#underWay.set(community, left);
  }
}
