import type { Clock } from '../base/clock.ts';
import type { Count, Metrics } from '../core/metrics/metrics.ts';
import type { Guard } from '../guard/index.ts';

/** What `/metrics` tells of the guard, read from its own tallies when somebody scrapes. */
export function watchGuard(
  guard: Guard,
  metrics: Pick<Metrics, 'watch' | 'series'>,
  clock: Pick<Clock, 'monotonic'>,
): void {
  metrics.watch(
    'castellan_guard_held_back',
    'People, channels and commands held back now',
    () => guard.limited(clock.monotonic()).length,
  );
  metrics.series({
    name: 'castellan_guard_decisions_total',
    help: 'Decisions of the guard on what came in, by stage, verdict and platform',
    type: 'counter',
    labels: ['stage', 'verdict', 'platform'],
    read: () =>
      guard.tallies().map(({ stage, verdict, platform, count }) => ({
        ...{ labels: { stage, verdict, platform }, count },
      })),
  });
  watchSums(guard, metrics);
  watchTables(guard, metrics);
}

const single = (count: number): readonly Count[] => [{ labels: {}, count }];

function watchSums(guard: Guard, metrics: Pick<Metrics, 'series'>): void {
  const refusedBy = (isMeant: (stage: string) => boolean): number =>
    guard
      .tallies()
      .filter(({ stage, verdict }) => verdict === 'refuse' && isMeant(stage))
      .reduce((sum, { count }) => sum + count, 0);
  const sums: readonly [name: string, help: string, read: () => number][] = [
    ['mutes', 'Mutes that people have earned', () => guard.sanctioned().muted],
    ['bans', 'Temporary bans that people have earned', () => guard.sanctioned().banned],
    [
      'cooldown_blocks',
      'Commands refused because they rest',
      () => refusedBy((stage) => stage === 'cooldown'),
    ],
    [
      'channel_blocks',
      'Commands refused in silent channels',
      () => refusedBy((stage) => stage === 'channel'),
    ],
    [
      'output_blocks',
      'Messages of our own that were kept back',
      () => refusedBy((stage) => stage.startsWith('output')),
    ],
  ];
  for (const [name, help, read] of sums) {
    const labels: readonly string[] = [];
    metrics.series({
      ...{ name: `castellan_guard_${name}_total`, help, type: 'counter', labels },
      read: () => single(read()),
    });
  }
}

function watchTables(guard: Guard, metrics: Pick<Metrics, 'series'>): void {
  const each = (what: 'size' | 'capacity' | 'evictions') => () =>
    guard.sizes().map((one) => ({ labels: { table: one.table }, count: one[what] }));
  const labels = ['table'];
  metrics.series({
    ...{ name: 'castellan_guard_table_entries', type: 'gauge', labels },
    ...{ help: 'Entries in the guard’s tables', read: each('size') },
  });
  metrics.series({
    ...{ name: 'castellan_guard_table_capacity', type: 'gauge', labels },
    ...{ help: 'Entries that the guard’s tables can hold', read: each('capacity') },
  });
  metrics.series({
    ...{ name: 'castellan_guard_table_evictions_total', type: 'counter', labels },
    help: 'Entries that made room for others in the guard’s tables',
    read: each('evictions'),
  });
}
