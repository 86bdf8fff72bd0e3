import { type FileStats, defineCommand, formatDuration, ok } from '../../sdk/index.ts';

export const storageStats = defineCommand({
  name: 'storage stats',
  aliases: ['atomicstats'],
  category: 'operators',
  capability: 'storage.view',
  private: true,
  args: {},
  needs: ['storage', 'clock'],
  run: ({ storage, clock }) => ok({ stats: storage.stats(), nowMs: clock.now() }),
  show: ({ stats, nowMs }, say) => ({
    tone: stats.health === 'healthy' ? 'info' : 'warning',
    title: say('storage stats.title', { health: stats.health }),
    lines: [
      say('storage stats.counts', { reads: stats.reads, writes: stats.writes }),
      say('storage stats.failures', {
        ...{ readFailures: stats.readFailures, writeFailures: stats.writeFailures },
        rate: percent(stats.readFailures + stats.writeFailures, stats.reads + stats.writes),
      }),
      say('storage stats.cache', {
        ...{ remembered: stats.remembered, most: stats.rememberedMost, rate: hitRate(stats) },
        ...{ bypasses: stats.bypasses, invalidations: stats.invalidations },
      }),
      say('storage stats.busy', { busy: stats.busy, up: formatDuration(nowMs - stats.sinceMs) }),
    ],
  }),
});

const percent = (part: number, whole: number): string =>
  ((100 * part) / Math.max(1, whole)).toFixed(1);

const hitRate = ({ hits, misses }: FileStats): string => percent(hits, hits + misses);
