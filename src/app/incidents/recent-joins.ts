import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { Person } from '../../moderation/incidents/index.ts';

interface Join extends Person {
  readonly atMs: number;
}

const spacesKept = 500;
const joinsEach = 200;
const keptMs = 10 * 60_000;

/** Who came in lately, in memory only: the people of a raid are known when it is seen to be one. */
export class RecentJoins {
  readonly #spaces: BoundedMap<Join[]>;
  readonly #clock: Pick<Clock, 'monotonic'>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    this.#spaces = boundedMap({ maxEntries: spacesKept, ttlMs: keptMs }, clock);
  }

  note(space: string, person: Person): void {
    const joins = this.#spaces.get(space) ?? [];
    joins.push({ ...person, atMs: this.#clock.monotonic() });
    if (joins.length > joinsEach) joins.shift();
    this.#spaces.set(space, joins);
  }

  /** Those of the last `spanMs`, and a little more: what is measured ends before it is told. */
  of(space: string, spanMs: number): readonly Person[] {
    const sinceMs = this.#clock.monotonic() - spanMs - 2000;
    return (this.#spaces.get(space) ?? [])
      .filter(({ atMs }) => atMs >= sinceMs)
      .map(({ actor, name }) => ({ actor, name }));
  }

  forget(actor: string): number {
    let count = 0;
    for (const [space, joins] of this.#spaces.entries()) {
      const others = joins.filter((one) => one.actor !== actor);
      count += joins.length - others.length;
      this.#spaces.set(space, others);
    }
    return count;
  }
}
