import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { type Cache, openCache } from '../core/cache/cache.ts';
import { type Signals, localSignals } from '../core/signals/signals.ts';
import type { Config } from './config-schema.ts';

/** What parts, and the processes that share a database, tell each other and remember together. */
export interface SharedMemory {
  readonly cache: Cache;
  readonly signals: Signals;
}

interface Parts {
  readonly clock: Clock;
  readonly life: Lifetime;
  readonly log: Log;
}

/** In this process alone, or by way of a Redis where the configuration names one. Redis is loaded only then. */
export async function openSharedMemory(
  { redis, redis_prefix: prefix }: Pick<Config, 'redis' | 'redis_prefix'>,
  { clock, life, log }: Parts,
): Promise<SharedMemory> {
  if (redis === undefined) return { cache: openCache({ clock, log }), signals: localSignals(log) };
  const { openRedis } = await import('../storage/redis.ts');
  const { redisStore } = await import('../core/cache/redis-store.ts');
  const { redisSignals } = await import('../core/signals/redis-signals.ts');
  const link = openRedis({ url: redis, prefix, clock, life: life.child('redis'), log });
  return {
    cache: openCache({ clock, log, shared: redisStore(link, log) }),
    signals: redisSignals(link, log),
  };
}
