import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';

/** Something that the guard held against somebody or a channel. Times are epoch milliseconds. */
export interface HistoryEntry {
  readonly id: string;
  /** `would-refuse`: by a stage that only watches. `output-held`: what is said was limited. */
  readonly kind:
    'refused' | 'would-refuse' | 'muted' | 'banned' | 'channel-silenced' | 'output-held';
  readonly stage: string;
  readonly reason: string;
  /** Absent for what concerns a channel. */
  readonly actor?: string;
  readonly actorName?: string;
  readonly channel: string;
  readonly space?: string;
  /** What the place is called. */
  readonly place: string;
  readonly command?: string;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly untilMs: number;
  /** The same again within a minute is one entry. */
  readonly times: number;
}

export type Noted = Omit<HistoryEntry, 'id' | 'firstMs' | 'lastMs' | 'times'>;

export const mostEntries = 2000;
const sameWithinMs = 60_000;

/** The last of what the guard held back, newest last change first, in memory; a flood by one person is one entry. */
export class History {
  readonly #entries = new Map<string, HistoryEntry>();
  readonly #latest = new Map<string, string>();
  readonly #listeners = new Set<(entry: HistoryEntry) => void>();
  readonly #unsaved = new Set<string>();
  readonly #clock: Pick<Clock, 'now'>;
  readonly #random: Random;

  constructor(clock: Pick<Clock, 'now'>, random: Random, kept: readonly HistoryEntry[] = []) {
    this.#clock = clock;
    this.#random = random;
    for (const entry of kept) this.#entries.set(entry.id, entry);
  }

  note(noted: Noted): void {
    const nowMs = this.#clock.now();
    const { kind, stage, channel, actor } = noted;
    const key = [kind, stage, channel, actor].join(' ');
    const before = this.#entries.get(this.#latest.get(key) ?? '');
    const again = before && nowMs - before.lastMs < sameWithinMs ? before : undefined;
    const entry: HistoryEntry = again
      ? { ...again, ...noted, reason: again.reason, lastMs: nowMs, times: again.times + 1 }
      : { ...noted, id: this.#random.token(9), firstMs: nowMs, lastMs: nowMs, times: 1 };
    // Latest last, so that the first is the one to go.
    this.#entries.delete(entry.id);
    this.#entries.set(entry.id, entry);
    this.#latest.set(key, entry.id);
    this.#unsaved.add(entry.id);
    this.#bound();
    for (const listener of this.#listeners) listener(entry);
  }

  recent(limit = mostEntries): readonly HistoryEntry[] {
    return [...this.#entries.values()].reverse().slice(0, limit);
  }

  follow(listener: (entry: HistoryEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What changed since this was last asked. */
  takeUnsaved(): readonly HistoryEntry[] {
    const changed = [...this.#unsaved].flatMap((id) => this.#entries.get(id) ?? []);
    this.#unsaved.clear();
    return changed;
  }

  forget(unwanted: (entry: HistoryEntry) => boolean): void {
    for (const entry of [...this.#entries.values()].filter(unwanted)) {
      this.#entries.delete(entry.id);
      this.#unsaved.delete(entry.id);
    }
  }

  #bound(): void {
    while (this.#entries.size > mostEntries) {
      const [oldest = ''] = this.#entries.keys();
      this.#entries.delete(oldest);
      this.#unsaved.delete(oldest);
    }
    if (this.#latest.size > mostEntries) this.#latest.clear();
  }
}
