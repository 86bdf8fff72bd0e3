import type { CommandCounters } from '../commands/dispatch-parts.ts';
import type { Tally } from '../commands/ports.ts';
import type { InboundEvent } from '../event.ts';
import type { Outcome } from '../trace.ts';
import type { Count, Exporter, Series, Watched } from './prometheus.ts';

export type { Count, Series } from './prometheus.ts';

/** What is counted, for `/metrics` and for `stats`. */
export interface Metrics extends CommandCounters {
  /** The Prometheus text format. */
  scrape(): Promise<string>;
  tally(): Tally;
  /** Uses since the start, by command. */
  uses(): ReadonlyMap<string, number>;
  /** A value that is read when somebody scrapes. */
  watch(name: string, help: string, read: () => number): () => void;
  /** Values with labels that are read when somebody scrapes. Throws a RangeError for a counter not called `…_total`. */
  series(series: Series): () => void;
}

/** Commands are told apart up to this many; then they are `unknown`, like what is no command. */
const mostCommands = 1000;
const unknownCommand = 'unknown';

export const metrics = (): Metrics => new Book();

/** Counts in plain maps: prom-client hashes labels at each call, and a message must cost less than that. */
class Book implements Metrics {
  readonly #events = new Tallies('platform', 'kind');
  readonly #commands = new Tallies('command', 'platform', 'outcome');
  readonly #uses = new Map<string, number>();
  readonly #watched = new Map<string, Watched>();
  readonly #series = new Map<string, Series>();
  readonly #sums = { messages: 0, commands: 0, errors: 0 };
  #exporter: Promise<Exporter> | undefined;
  #scraped: Promise<unknown> = Promise.resolve();

  message({ kind, where: { platform } }: InboundEvent): void {
    if (kind === 'message') this.#sums.messages += 1;
    this.#events.add(platform, kind);
  }

  command(command: string, { where: { platform } }: InboundEvent, outcome: Outcome): void {
    const uses = this.#uses.get(command);
    const known = uses !== undefined || this.#uses.size < mostCommands;
    this.#sums.commands += 1;
    if (outcome === 'failed') this.#sums.errors += 1;
    if (known) this.#uses.set(command, (uses ?? 0) + 1);
    this.#commands.add(known ? command : unknownCommand, platform, outcome);
  }

  unknown({ where: { platform } }: InboundEvent, outcome: Outcome): void {
    this.#commands.add(unknownCommand, platform, outcome);
  }

  tally(): Tally {
    const uses = [...this.#uses].map(([command, count]) => ({ command, uses: count }));
    return { ...this.#sums, top: uses.sort((a, b) => b.uses - a.uses).slice(0, 5) };
  }

  uses(): ReadonlyMap<string, number> {
    return this.#uses;
  }

  watch(name: string, help: string, read: () => number): () => void {
    this.#watched.set(name, { help, read });
    return () => this.#watched.delete(name);
  }

  series(series: Series): () => void {
    if (series.type === 'counter' && !series.name.endsWith('_total')) {
      throw new RangeError(`The counter "${series.name}" must be called "${series.name}_total"`);
    }
    this.#series.set(series.name, series);
    return () => this.#series.delete(series.name);
  }

  /** One after the other: two that overlap would register the same names. */
  scrape(): Promise<string> {
    const text = this.#scraped.then(async () => {
      const exporter = await (this.#exporter ??= openExporter());
      const [events, commands] = [this.#events.list(), this.#commands.list()];
      const series = this.#series.values();
      return exporter.scrape({ events, commands, watched: this.#watched, series });
    });
    this.#scraped = text.catch(() => {});
    return text;
  }
}

/** Loaded when first asked for: prom-client takes 70 ms and 20 MiB that most instances never need. */
async function openExporter(): Promise<Exporter> {
  const { Exporter } = await import('./prometheus.ts');
  return new Exporter();
}

interface Entry {
  readonly second: string;
  readonly third: string;
  count: number;
}

/** Counts by two or three words, found without making a key of them. */
class Tallies {
  readonly #labels: readonly [string, string, string?];
  readonly #entries = new Map<string, Entry[]>();

  constructor(...labels: [string, string, string?]) {
    this.#labels = labels;
  }

  add(first: string, second: string, third = ''): void {
    const entries = this.#entries.get(first);
    if (!entries) return void this.#entries.set(first, [{ second, third, count: 1 }]);
    for (const entry of entries) {
      if (entry.second === second && entry.third === third) {
        entry.count += 1;
        return;
      }
    }
    entries.push({ second, third, count: 1 });
  }

  list(): readonly Count[] {
    const [one, two, three] = this.#labels;
    return [...this.#entries].flatMap(([first, entries]) =>
      entries.map(({ second, third, count }) => ({
        labels: { [one]: first, [two]: second, ...(three !== undefined && { [three]: third }) },
        count,
      })),
    );
  }
}
