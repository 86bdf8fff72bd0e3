import { type Clock, every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { type CommunityId, spaceId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import { integer } from '../../core/settings/kinds.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import type { KeptMessage, keptMessageStore } from '../../moderation/rules/index.ts';

const dayMs = 86_400_000;
const keepDays = 'automod.keepDays';

export const automodSettings: SettingSet = {
  [keepDays]: integer({
    ...{ default: 0, min: 0, max: 14 },
    text: 'Days that messages are kept so that rules can be tried on them; 0: none are. Whoever writes "automod kept" sees it, and "automod forget" removes his own.',
  }),
};

interface Parts {
  readonly store: ReturnType<typeof keptMessageStore>;
  readonly settings: Pick<Settings, 'readNumber'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

const writeEveryMs = 1000;
const tidyEveryMs = 3_600_000;
/** So many wait for the database at most; what comes on top is not kept. */
const mostWaiting = 5000;
const batch = 500;

/** Keeps what is said where a community wants that, and removes it when its days are over. */
export class Keeping {
  readonly #parts: Parts;
  #waiting: KeptMessage[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { clock, life } = parts;
    life.own(() => this.settled());
    life.own(every(clock, writeEveryMs, () => void this.settled()));
    life.own(every(clock, tidyEveryMs, () => void this.tidy()));
  }

  daysIn(community: CommunityId): number {
    // Said in a place, a setting is that space's.
    return this.#parts.settings.readNumber(keepDays, { space: spaceId(community), community });
  }

  /** Never waits: written within a second. */
  note(message: KeptMessage): void {
    if (this.#waiting.length < mostWaiting) this.#waiting.push(message);
  }

  /** Resolves when all that was noted is written. */
  settled(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Removes what is older than its community keeps; all of it where nothing is kept any more. */
  async tidy(): Promise<void> {
    const { store, clock, log } = this.#parts;
    try {
      for (const community of await store.communities())
        await store.expire(community, clock.now() - this.daysIn(community) * dayMs);
    } catch (failure) {
      log.warn({ problem: messageOf(failure) }, 'Kept messages could not be removed');
    }
  }

  async forget(actor: string): Promise<number> {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter(({ happening }) => happening.author.id !== actor);
    const waiting = before - this.#waiting.length;
    await this.settled();
    return waiting + (await this.#parts.store.forget(actor));
  }

  async #write(): Promise<void> {
    const { store, log } = this.#parts;
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, batch);
      try {
        await store.add(some);
      } catch (failure) {
        log.warn({ count: some.length, problem: messageOf(failure) }, 'Messages were not kept');
      }
    }
  }
}
