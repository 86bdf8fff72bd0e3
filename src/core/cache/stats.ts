/** What a cache has done since the start (Z6 of the reference). */
export interface CacheCounts {
  readonly reads: number;
  /** From this process's memory, and from the shared store. */
  readonly hits: number;
  readonly sharedHits: number;
  readonly misses: number;
  /** Reads that found another one under way, and waited for that. */
  readonly joined: number;
  /** Reads that did not want the cache. */
  readonly bypasses: number;
  readonly writes: number;
  readonly invalidations: number;
  /** The source could not be read. */
  readonly readFailures: number;
  /** The shared store did not take it. */
  readonly writeFailures: number;
}

export interface CacheStats extends CacheCounts {
  readonly entries: number;
  readonly sinceMs: number;
  /** Of 100 reads that wanted the cache, how many were answered from it; 0 before the first. */
  readonly hitRate: number;
  /** Of 100 reads and writes, how many failed. */
  readonly failureRate: number;
  readonly kinds: readonly {
    readonly kind: string;
    readonly entries: number;
    readonly hits: number;
  }[];
}

export type Counter = { -readonly [Name in keyof CacheCounts]: number };

export const noCounts = (): Counter => ({
  ...{ reads: 0, hits: 0, sharedHits: 0, misses: 0, joined: 0, bypasses: 0, writes: 0 },
  ...{ invalidations: 0, readFailures: 0, writeFailures: 0 },
});

export function ratesOf(counts: CacheCounts): Pick<CacheStats, 'hitRate' | 'failureRate'> {
  const { reads, hits, sharedHits, joined, bypasses, writes } = counts;
  const failures = counts.readFailures + counts.writeFailures;
  return {
    hitRate: percent(hits + sharedHits + joined, reads - bypasses),
    failureRate: percent(failures, reads + writes),
  };
}

const percent = (part: number, whole: number): number => (whole <= 0 ? 0 : (100 * part) / whole);
