import type { Clock } from '../base/clock.ts';
import type { CommandCounters } from '../core/commands/dispatch-parts.ts';
import type { HookBus } from '../core/hooks/bus.ts';
import type { Count, Metrics } from '../core/metrics/metrics.ts';

/** Counts what happened to commands, and tells hooks of it. */
export const countedAndTold = (
  counters: CommandCounters,
  hooks: Pick<HookBus, 'emit'>,
  clock: Pick<Clock, 'now'>,
): CommandCounters => ({
  message: (event) => counters.message(event),
  unknown: (event, outcome) => counters.unknown(event, outcome),
  command(command, event, outcome) {
    counters.command(command, event, outcome);
    const kind = outcome === 'failed' ? 'command-failed' : 'command-done';
    const { where } = event;
    const actor = 'actor' in event ? { actor: event.actor } : {};
    hooks.emit({ kind, atMs: clock.now(), command, outcome, where, ...actor });
  },
});

/** Hooks are told apart up to this many; the rest are counted together. */
const mostHooks = 200;

/** What `/metrics` tells of hooks, read when somebody scrapes. */
export function watchHooks(hooks: HookBus, metrics: Pick<Metrics, 'watch' | 'series'>): void {
  const sums: readonly [name: string, help: string, read: () => number][] = [
    ['waiting', 'Events that wait for hooks', () => hooks.sums().waiting],
    ['running', 'Calls of hooks that run', () => hooks.sums().running],
    ['open', 'Hooks that rest because they failed too often', () => restingOf(hooks)],
  ];
  for (const [name, help, read] of sums) metrics.watch(`castellan_hooks_${name}`, help, read);
  const counter = (name: string, help: string, labels: readonly string[], read: () => Count[]) =>
    metrics.series({ name: `castellan_hook_${name}_total`, help, type: 'counter', labels, read });
  counter('calls', 'Calls of hooks, by how they ended', ['hook', 'outcome'], () => callsOf(hooks));
  counter('dropped', 'Events that hooks did not get because too many waited', [], () => [
    { labels: {}, count: hooks.sums().dropped },
  ]);
  counter('loops', 'Circles of hooks that were cut', [], () => [
    { labels: {}, count: hooks.sums().loops },
  ]);
}

const restingOf = (hooks: HookBus): number =>
  hooks.list().filter(({ now: { state } }) => state === 'open' || state === 'probing').length;

function callsOf(hooks: HookBus): Count[] {
  const counts = new Map<string, Count & { count: number }>();
  const add = (hook: string, outcome: string, count: number): void => {
    const key = `${hook}\n${outcome}`;
    const known = counts.get(key);
    if (known) known.count += count;
    else counts.set(key, { labels: { hook, outcome }, count });
  };
  for (const [at, { id, runs, failures, timeouts, skipped }] of hooks.list().entries()) {
    const hook = at < mostHooks ? id : 'other';
    add(hook, 'done', runs - failures);
    add(hook, 'failed', failures - timeouts);
    add(hook, 'timed-out', timeouts);
    add(hook, 'skipped', skipped);
  }
  return [...counts.values()];
}
