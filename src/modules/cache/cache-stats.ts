import { defineCommand, formatDuration, ok } from '../../sdk/index.ts';

export const cacheStats = defineCommand({
  name: 'cachestats',
  category: 'operators',
  capability: 'cache.view',
  private: true,
  args: {},
  needs: ['cache', 'clock'],
  run: ({ cache, clock }) => ok({ stats: cache.stats(), nowMs: clock.now() }),
  show: ({ stats, nowMs }, say) => ({
    tone: 'info',
    title: say('cachestats.title'),
    lines: [
      say('cachestats.rates', {
        hitRate: stats.hitRate.toFixed(1),
        failureRate: stats.failureRate.toFixed(1),
        up: formatDuration(nowMs - stats.sinceMs),
      }),
      say('cachestats.reads', {
        ...{ reads: stats.reads, hits: stats.hits, sharedHits: stats.sharedHits },
        ...{ joined: stats.joined, misses: stats.misses, bypasses: stats.bypasses },
      }),
      say('cachestats.writes', {
        ...{ writes: stats.writes, invalidations: stats.invalidations },
        ...{ readFailures: stats.readFailures, writeFailures: stats.writeFailures },
      }),
      ...stats.kinds.map(({ kind, entries, hits }) =>
        say('cachestats.kind', { kind, entries, hits }),
      ),
      ...(stats.kinds.length === 0 ? [say('cachestats.none')] : []),
    ],
  }),
});
