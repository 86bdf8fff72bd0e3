import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId } from '../../base/ids.ts';
import type { Refusal } from '../../base/result.ts';

/** Why somebody was last refused. */
export interface Refused {
  readonly refusal: Refusal;
  readonly command: string;
  readonly atMs: number;
  readonly trace: string;
}

/** The last refusal of each actor, for `why`. Bounded: 10,000 actors, one hour. */
export interface Refusals {
  note(actor: ActorId, refused: Refused): void;
  last(actor: ActorId): Refused | undefined;
}

export function refusals(clock: Pick<Clock, 'monotonic'>): Refusals {
  const byActor = boundedMap<Refused>({ maxEntries: 10_000, ttlMs: 3_600_000 }, clock);
  return {
    note: (actor, refused) => byActor.set(actor, refused),
    last: (actor) => byActor.get(actor),
  };
}
