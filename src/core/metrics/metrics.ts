import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { CommandCounters } from '../commands/dispatch-parts.ts';
import type { Tally } from '../commands/ports.ts';

/** What is counted, for `/metrics` and for `stats`. */
export interface Metrics extends CommandCounters {
  /** The Prometheus text format. */
  scrape(): Promise<string>;
  tally(): Tally;
  /** A value that is read when somebody scrapes. */
  watch(name: string, help: string, read: () => number): () => void;
}

export function metrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const messages = new Counter({
    name: 'castellan_events_total',
    help: 'Events that came in',
    labelNames: ['platform', 'kind'],
    registers: [registry],
  });
  const commands = new Counter({
    name: 'castellan_commands_total',
    help: 'Uses of commands that exist, by what came of them',
    labelNames: ['command', 'platform', 'outcome'],
    registers: [registry],
  });
  const uses = new Map<string, number>();
  const sums = { messages: 0, commands: 0, errors: 0 };
  // prom-client hashes its labels at each call; a message must cost less, so sums are handed over at scrape.
  const pending = new Map<string, { platform: string; kind: string; count: number }>();

  return {
    message({ kind, where: { platform } }) {
      if (kind === 'message') sums.messages += 1;
      const key = platform + kind;
      const entry = pending.get(key);
      if (entry) entry.count += 1;
      else pending.set(key, { platform, kind, count: 1 });
    },
    command(command, { where: { platform } }, outcome) {
      sums.commands += 1;
      if (outcome === 'failed') sums.errors += 1;
      uses.set(command, (uses.get(command) ?? 0) + 1);
      commands.inc({ command, platform, outcome });
    },
    tally: () => ({
      ...sums,
      top: [...uses]
        .map(([command, count]) => ({ command, uses: count }))
        .sort((a, b) => b.uses - a.uses)
        .slice(0, 5),
    }),
    watch(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
      return () => registry.removeSingleMetric(name);
    },
    async scrape() {
      for (const { platform, kind, count } of pending.values())
        messages.inc({ platform, kind }, count);
      pending.clear();
      return registry.metrics();
    },
  };
}
