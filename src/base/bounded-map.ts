import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

export interface Bounds {
  readonly maxEntries: number;
  readonly ttlMs?: number;
  /** Called with what falls out for age or room, not for what is deleted or replaced. */
  readonly onEvict?: (key: string) => void;
}

/** A map that never grows beyond its bounds: the least recently used entry makes room. */
export interface BoundedMap<Value extends object | string | number> {
  readonly size: number;
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  clear(): void;
  entries(): IterableIterator<[string, Value]>;
}

export function boundedMap<Value extends object | string | number>(
  { maxEntries, ttlMs = 0, onEvict }: Bounds,
  clock: Pick<Clock, 'monotonic'>,
): BoundedMap<Value> {
  const cache = new LRUCache<string, Value>({
    max: maxEntries,
    ttl: ttlMs,
    ttlAutopurge: false,
    ttlResolution: 0,
    // lru-cache takes 0 for "no start time", so its time begins at 1.
    perf: { now: () => clock.monotonic() + 1 },
    ...(onEvict && {
      dispose: (_value: Value, key: string, reason: LRUCache.DisposeReason) => {
        if (reason === 'evict' || reason === 'expire') onEvict(key);
      },
    }),
  });
  return {
    get size() {
      cache.purgeStale();
      return cache.size;
    },
    get: (key) => cache.get(key),
    set: (key, value) => void cache.set(key, value),
    delete: (key) => void cache.delete(key),
    clear: () => cache.clear(),
    entries: () => cache.entries(),
  };
}
