import { partsOfChannel } from '../../base/ids.ts';
import type { NotedEvent } from '../../core/event.ts';
import { type Entry, joined } from './entry.ts';
import type { LogKind } from './kinds.ts';

/** What is told twice: who is kicked or banned also leaves. */
const larger: readonly (readonly [LogKind, LogKind])[] = [
  ['member-kicked', 'member-left'],
  ['member-banned', 'member-left'],
];

/**
 * Gathers what belongs together: the event and, a moment later, who did it; a kick and the leaving; a purge and each
 * message that went with it. Bounded: beyond its room it only counts.
 */
export class Gathering {
  readonly #entries = new Map<string, Entry>();
  readonly #room: number;
  #left = 0;

  constructor(room: number) {
    this.#room = room;
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0 && this.#left === 0;
  }

  add(entry: Entry): void {
    const key = keyOf(entry.kind, entry.target);
    const before = this.#entries.get(key);
    if (before) return void this.#entries.set(key, joined(before, entry));
    if (this.#isTold(entry)) return;
    const whole = this.#withSmaller(entry);
    if (entry.kind === 'messages-purged') this.#withoutMessagesOf(entry);
    if (this.#entries.size >= this.#room) this.#left += 1;
    else this.#entries.set(key, whole);
  }

  /** Somebody deleted messages of another here. */
  removed({ where, target, by }: NotedEvent): void {
    if (!by) return;
    for (const [key, entry] of this.#entries) {
      const fits =
        entry.kind === 'message-deleted' &&
        entry.where.channel === where.channel &&
        entry.author === target;
      if (fits) this.#entries.set(key, { ...entry, by: { id: by.id, name: by.name } });
    }
  }

  /** All that was gathered, and how many more there were. */
  taken(): { readonly entries: readonly Entry[]; readonly left: number } {
    const taken = { entries: [...this.#entries.values()], left: this.#left };
    this.#entries.clear();
    this.#left = 0;
    return taken;
  }

  /** The larger thing may come first; it may lack the name that the smaller one has. */
  #isTold(entry: Entry): boolean {
    if (entry.kind === 'message-deleted')
      return this.#entries.has(
        keyOf('messages-purged', partsOfChannel(entry.where.channel).native),
      );
    const key = larger
      .filter(([, smaller]) => smaller === entry.kind)
      .map(([kind]) => keyOf(kind, entry.target))
      .find((one) => this.#entries.has(one));
    const told = key === undefined ? undefined : this.#entries.get(key);
    if (key === undefined || !told) return false;
    this.#entries.set(key, named(told, entry));
    return true;
  }

  #withSmaller(entry: Entry): Entry {
    const absorbed = larger.find(([kind]) => kind === entry.kind)?.[1];
    const smaller =
      absorbed === undefined ? undefined : this.#entries.get(keyOf(absorbed, entry.target));
    if (!smaller) return entry;
    this.#entries.delete(keyOf(smaller.kind, smaller.target));
    return named(entry, smaller);
  }

  #withoutMessagesOf(purge: Entry): void {
    for (const [key, entry] of this.#entries)
      if (entry.kind === 'message-deleted' && entry.where.channel === purge.where.channel)
        this.#entries.delete(key);
  }
}

const keyOf = (kind: LogKind, target: string): string => `${kind} ${target}`;

/** What is known by its id only, under the name that another entry has for it. */
const named = (entry: Entry, other: Entry): Entry => ({
  ...entry,
  ...(entry.subject === entry.target && { subject: other.subject }),
  ...(other.person !== undefined && { person: other.person }),
});
