import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { CacheKind } from './kind.ts';
import { type SharedStore, everything } from './shared.ts';
import { type CacheStats, type Counter, noCounts, ratesOf } from './stats.ts';
import { Tags } from './tags.ts';

/** Asks the source. Undefined: there is no such thing, which is remembered too. */
export type Load<Value> = () => Promise<Value | undefined>;

export interface ReadOptions {
  /** What it depends on: touching one of them makes the entry worthless. */
  readonly tags?: readonly string[];
  /** Asks the source whatever is known, and keeps what it says. */
  readonly bypass?: boolean;
}

/** What was read lately of one kind. */
export interface Cached<Value> {
  /** From the cache, else from the source; of several who ask at once one asks the source. Rejects as the source does. */
  read(key: string, load: Load<Value>, options?: ReadOptions): Promise<Value | undefined>;
  /** Forgets one entry, here and in the shared store. */
  drop(key: string): Promise<void>;
}

/** Keeps what is slow to read and seldom changes. Nothing depends on it: without it everything works, only slower. */
export interface Cache {
  /** Throws a RangeError when another kind has this name. */
  of<Value>(kind: CacheKind<Value>): Cached<Value>;
  /** Makes everything under these tags worthless: to be called after the source was changed. */
  touch(...tags: readonly string[]): Promise<void>;
  clear(): void;
  stats(): CacheStats;
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  /** Where several processes share what they have read. */
  readonly shared?: SharedStore;
}

export function openCache({ clock, log, shared }: Parts): Cache {
  const counts = noCounts();
  const tags = new Tags(clock);
  const kinds = new Map<string, Kept>();
  const sinceMs = clock.monotonic();
  shared?.onTouched((touched) => {
    if (touched.includes(everything)) tags.touchAll();
    else tags.touch(touched);
  });
  return {
    of<Value>(kind: CacheKind<Value>) {
      if (kinds.has(kind.name)) throw new RangeError(`The cache has a kind "${kind.name}" already`);
      const made = new KindCache<Value>(kind, { clock, log, counts, tags, shared });
      kinds.set(kind.name, made);
      return made;
    },
    async touch(...touched) {
      counts.invalidations += touched.length;
      tags.touch(touched);
      await shared?.touch(touched);
    },
    clear: () => tags.touchAll(),
    stats() {
      const each = [...kinds.values()].map(({ name, entries, hits }) => ({
        kind: name,
        entries,
        hits,
      }));
      const entries = each.reduce((sum, one) => sum + one.entries, 0);
      const upMs = clock.monotonic() - sinceMs;
      return { ...counts, ...ratesOf(counts), entries, sinceMs: clock.now() - upMs, kinds: each };
    },
  };
}

/** What the sums need of a kind. */
interface Kept {
  readonly name: string;
  readonly entries: number;
  readonly hits: number;
}

interface Entry<Value> {
  readonly value: Value | undefined;
  readonly tags: readonly string[];
  /** The moment, counted in touches, at which it was asked for. */
  readonly atMoment: number;
  readonly epoch: number;
  readonly untilMs: number;
}

interface Flight<Value> {
  readonly found: Promise<Value | undefined>;
  readonly atMoment: number;
  readonly tags: readonly string[];
}

interface Means {
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Counter;
  readonly tags: Tags;
  readonly shared: SharedStore | undefined;
}

class KindCache<Value> implements Cached<Value> {
  readonly #kind: CacheKind<Value>;
  readonly #means: Means;
  readonly #entries: BoundedMap<Entry<Value>>;
  readonly #flights = new Map<string, Flight<Value>>();
  hits = 0;

  constructor(kind: CacheKind<Value>, means: Means) {
    this.#kind = kind;
    this.#means = means;
    const { maxEntries, ttlMs, absentTtlMs } = kind;
    this.#entries = boundedMap({ maxEntries, ttlMs: Math.max(ttlMs, absentTtlMs) }, means.clock);
  }

  get name(): string {
    return this.#kind.name;
  }

  get entries(): number {
    return this.#entries.size;
  }

  async read(key: string, load: Load<Value>, options: ReadOptions = {}) {
    const { counts } = this.#means;
    const { tags = [], bypass = false } = options;
    counts.reads += 1;
    if (bypass) counts.bypasses += 1;
    else {
      const known = this.#known(key);
      if (known) return known.value;
      const flight = this.#flights.get(key);
      // One that began before its data changed would bring what was.
      if (flight && this.#means.tags.hold(flight.tags, flight.atMoment)) {
        counts.joined += 1;
        return flight.found;
      }
      counts.misses += 1;
    }
    return this.#fly(key, load, { tags, bypass });
  }

  async drop(key: string): Promise<void> {
    this.#entries.delete(key);
    this.#flights.delete(key);
    await this.#means.shared?.touch([this.#ownTag(key)]);
  }

  #ownTag = (key: string): string => `${this.#kind.name}:${key}`;

  #known(key: string): Entry<Value> | undefined {
    const entry = this.#entries.get(key);
    if (!entry || !this.#holds(entry)) return undefined;
    this.#means.counts.hits += 1;
    this.hits += 1;
    return entry;
  }

  #holds({ tags, atMoment, epoch, untilMs }: Entry<Value>): boolean {
    const shared = this.#store();
    // Who cannot be heard may have changed something.
    if (shared && (!shared.ready() || shared.epoch() !== epoch)) return false;
    const { clock, tags: all } = this.#means;
    return clock.monotonic() < untilMs && all.hold(tags, atMoment);
  }

  /** The shared store, for kinds that may be in it. */
  #store = (): SharedStore | undefined => (this.#kind.shared ? this.#means.shared : undefined);

  #fly(key: string, load: Load<Value>, options: Required<ReadOptions>): Promise<Value | undefined> {
    const tags = [...options.tags, this.#ownTag(key)];
    const atMoment = this.#means.tags.now;
    const found = this.#find(key, load, { ...options, tags, atMoment });
    const flight = { found, atMoment, tags };
    this.#flights.set(key, flight);
    const land = (): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    found.then(land, land);
    return found;
  }

  async #find(
    key: string,
    load: Load<Value>,
    { tags, bypass, atMoment }: Required<ReadOptions> & { readonly atMoment: number },
  ): Promise<Value | undefined> {
    const store = this.#store();
    const epoch = store?.epoch() ?? 0;
    const kept = await store?.read(this.#ownTag(key), tags);
    const known = bypass ? undefined : this.#understood(kept?.text);
    if (known) this.#means.counts.sharedHits += 1;
    const value = known ? known.value : await this.#ask(load);
    const ttlMs = value === undefined ? this.#kind.absentTtlMs : this.#kind.ttlMs;
    const untilMs = this.#means.clock.monotonic() + ttlMs;
    this.#entries.set(key, { value, tags, atMoment, epoch, untilMs });
    this.#means.counts.writes += 1;
    if (!known) await this.#keep(key, { value, marks: kept?.marks, ttlMs });
    return value;
  }

  async #ask(load: Load<Value>): Promise<Value | undefined> {
    try {
      return await load();
    } catch (failure) {
      this.#means.counts.readFailures += 1;
      throw failure;
    }
  }

  #understood(text: string | undefined): { readonly value: Value | undefined } | undefined {
    const { shared, name } = this.#kind;
    if (text === undefined || !shared) return undefined;
    if (text === absent) return { value: undefined };
    try {
      const value = shared.decode(JSON.parse(text));
      return value === undefined ? undefined : { value };
    } catch (failure) {
      this.#means.log.warn(
        { kind: name, problem: messageOf(failure) },
        'A cached entry is unreadable',
      );
      return undefined;
    }
  }

  async #keep(
    key: string,
    {
      value,
      marks,
      ttlMs,
    }: {
      readonly value: Value | undefined;
      readonly marks: string | undefined;
      readonly ttlMs: number;
    },
  ): Promise<void> {
    const store = this.#store();
    if (!store || marks === undefined) return;
    const text = value === undefined ? absent : this.#kind.shared?.encode(value);
    if (text === undefined) return;
    try {
      await store.write(this.#ownTag(key), { text, marks, ttlMs });
    } catch {
      // The store says itself that it is away; only speed is lost.
      this.#means.counts.writeFailures += 1;
    }
  }
}

/** No JSON: stands for what is known not to be there. */
const absent = '-';
