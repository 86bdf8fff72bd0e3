import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { CommandCounters } from '../commands/dispatch-parts.ts';
import type { Tally } from '../commands/ports.ts';
import type { InboundEvent } from '../event.ts';
import type { Outcome } from '../trace.ts';

/** What is counted, for `/metrics` and for `stats`. */
export interface Metrics extends CommandCounters {
  /** The Prometheus text format. */
  scrape(): Promise<string>;
  tally(): Tally;
  /** A value that is read when somebody scrapes. */
  watch(name: string, help: string, read: () => number): () => void;
}

export const metrics = (): Metrics => new Book();

class Book implements Metrics {
  readonly #registry = new Registry();
  readonly #events: Counter;
  readonly #commands: Counter;
  readonly #uses = new Map<string, number>();
  readonly #sums = { messages: 0, commands: 0, errors: 0 };
  /** Handed over at scrape: prom-client hashes labels at each call, and a message must cost less than that. */
  readonly #pending = new Map<string, { platform: string; kind: string; count: number }>();

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#events = new Counter({
      name: 'castellan_events_total',
      help: 'Events that came in',
      labelNames: ['platform', 'kind'],
      registers,
    });
    this.#commands = new Counter({
      name: 'castellan_commands_total',
      help: 'Uses of commands that exist, by what came of them',
      labelNames: ['command', 'platform', 'outcome'],
      registers,
    });
  }

  message({ kind, where: { platform } }: InboundEvent): void {
    if (kind === 'message') this.#sums.messages += 1;
    const key = platform + kind;
    const entry = this.#pending.get(key);
    if (entry) entry.count += 1;
    else this.#pending.set(key, { platform, kind, count: 1 });
  }

  command(command: string, { where: { platform } }: InboundEvent, outcome: Outcome): void {
    this.#sums.commands += 1;
    if (outcome === 'failed') this.#sums.errors += 1;
    this.#uses.set(command, (this.#uses.get(command) ?? 0) + 1);
    this.#commands.inc({ command, platform, outcome });
  }

  tally(): Tally {
    const uses = [...this.#uses].map(([command, count]) => ({ command, uses: count }));
    return { ...this.#sums, top: uses.sort((a, b) => b.uses - a.uses).slice(0, 5) };
  }

  watch(name: string, help: string, read: () => number): () => void {
    const registers = [this.#registry];
    const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read()) });
    return () => this.#registry.removeSingleMetric(name);
  }

  async scrape(): Promise<string> {
    for (const { platform, kind, count } of this.#pending.values()) {
      this.#events.inc({ platform, kind }, count);
    }
    this.#pending.clear();
    return this.#registry.metrics();
  }
}
