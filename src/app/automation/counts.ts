import { type Clock, every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { AutomationCount, AutomationCountStore } from '../../automation/index.ts';

interface Parts {
  readonly store: AutomationCountStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

const writeEveryMs = 2000;

/** How often automations have run: counted in memory, written every two seconds. */
export class Counts {
  readonly #parts: Parts;
  readonly #totals = new Map<string, number>();
  #waiting = new Map<string, AutomationCount>();

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.life.own(() => this.write());
    parts.life.own(every(parts.clock, writeEveryMs, () => void this.write()));
  }

  async load(): Promise<void> {
    for (const { community, number, runs } of await this.#parts.store.counts())
      this.#totals.set(keyOf(community, number), runs);
  }

  of(community: CommunityId, number: number): number {
    return this.#totals.get(keyOf(community, number)) ?? 0;
  }

  /** One more; how many that are. */
  add(community: CommunityId, number: number): number {
    const key = keyOf(community, number);
    const total = this.of(community, number) + 1;
    this.#totals.set(key, total);
    const runs = (this.#waiting.get(key)?.runs ?? 0) + 1;
    this.#waiting.set(key, { community, number, runs });
    return total;
  }

  /** Never rejects: what cannot be written is left out. */
  async write(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const writing = this.#waiting;
    this.#waiting = new Map();
    try {
      await this.#parts.store.count([...writing.values()]);
    } catch (failure) {
      this.#parts.log.warn({ problem: messageOf(failure) }, 'Runs of automations were not counted');
    }
  }
}

const keyOf = (community: CommunityId, number: number): string => `${community} ${number}`;
