import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId, CommunityId } from '../../base/ids.ts';
import type { AutomationRun } from '../../core/commands/automation-levers.ts';

const perAutomation = 25;
const mostAutomations = 4000;

/** How automations ran lately: of each the last 25, in memory only. */
export class Runs {
  readonly #kept: BoundedMap<AutomationRun[]>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#kept = boundedMap({ maxEntries: mostAutomations }, clock);
  }

  note(community: CommunityId, run: AutomationRun): void {
    const key = keyOf(community, run.number);
    const runs = this.#kept.get(key) ?? [];
    runs.unshift(run);
    runs.length = Math.min(runs.length, perAutomation);
    this.#kept.set(key, runs);
  }

  of(community: CommunityId, number: number): readonly AutomationRun[] {
    return this.#kept.get(keyOf(community, number)) ?? [];
  }

  /** A changed automation is another one. */
  restart(community: CommunityId, number: number): void {
    this.#kept.delete(keyOf(community, number));
  }

  ofPerson(actor: ActorId): readonly AutomationRun[] {
    return [...this.#kept.entries()].flatMap(([, runs]) =>
      runs.filter(({ who }) => who?.id === actor),
    );
  }

  forget(actor: ActorId): number {
    let gone = 0;
    for (const [key, runs] of [...this.#kept.entries()]) {
      const others = runs.filter(({ who }) => who?.id !== actor);
      gone += runs.length - others.length;
      this.#kept.set(key, others);
    }
    return gone;
  }
}

const keyOf = (community: CommunityId, number: number): string => `${community} ${number}`;
