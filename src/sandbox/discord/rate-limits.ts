import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';

export interface Limit {
  readonly requests: number;
  readonly perMs: number;
}

export const defaultLimit: Limit = { requests: 50, perMs: 1000 };
const globalLimit: Limit = { requests: 50, perMs: 1000 };

interface Bucket {
  startedMs: number;
  used: number;
}

/** What a request found in its bucket. */
export interface Taken {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAfterMs: number;
  readonly exceeded: boolean;
}

/** Discord's rate limits: one bucket per route and major parameter, one for everything. In real time, since clients wait in real time. */
export interface RateLimits {
  /** Off: counted and told, but never refused. */
  enforced: boolean;
  take(key: string, limit?: Limit): Taken;
  takeGlobal(applicationId: string): Taken;
}

export function rateLimits(wireClock: Clock, enforced: boolean): RateLimits {
  const buckets = boundedMap<Bucket>({ maxEntries: 10_000, ttlMs: 60_000 }, wireClock);

  function take(key: string, limit: Limit): Taken {
    const nowMs = wireClock.monotonic();
    const found = buckets.get(key);
    const bucket =
      found && nowMs - found.startedMs < limit.perMs ? found : { startedMs: nowMs, used: 0 };
    if (bucket !== found) buckets.set(key, bucket);
    bucket.used += 1;
    const exceeded = limits.enforced && bucket.used > limit.requests;
    if (exceeded) bucket.used = limit.requests;
    return {
      limit: limit.requests,
      remaining: limits.enforced ? Math.max(0, limit.requests - bucket.used) : limit.requests - 1,
      resetAfterMs: bucket.startedMs + limit.perMs - nowMs,
      exceeded,
    };
  }

  const limits: RateLimits = {
    enforced,
    take: (key, limit = defaultLimit) => take(key, limit),
    takeGlobal: (applicationId) => take(`global ${applicationId}`, globalLimit),
  };
  return limits;
}
