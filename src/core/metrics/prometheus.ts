import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';

/** So many of one kind: labels and their count. */
export interface Count {
  readonly labels: Readonly<Record<string, string>>;
  readonly count: number;
}

export interface Watched {
  readonly help: string;
  readonly read: () => number;
}

/** What has been counted since the start. */
export interface Counted {
  readonly events: Iterable<Count>;
  readonly commands: Iterable<Count>;
  readonly watched: ReadonlyMap<string, Watched>;
}

/** Says counts in the Prometheus text format, with those of Node itself. */
export class Exporter {
  readonly #registry = new Registry();
  readonly #events = new Counter({
    name: 'castellan_events_total',
    help: 'Events that came in',
    labelNames: ['platform', 'kind'],
    registers: [this.#registry],
  });
  readonly #commands = new Counter({
    name: 'castellan_commands_total',
    help: 'Uses of commands that exist, by what came of them',
    labelNames: ['command', 'platform', 'outcome'],
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  scrape({ events, commands, watched }: Counted): Promise<string> {
    set(this.#events, events);
    set(this.#commands, commands);
    const gauges = [...watched].map(([name, { help, read }]) => {
      const gauge = new Gauge({ name, help, registers: [this.#registry] });
      gauge.set(read());
      return name;
    });
    const text = this.#registry.metrics();
    // Their values are in the text as soon as it is asked for; what is watched may be another thing next time.
    return text.finally(() => gauges.forEach((name) => this.#registry.removeSingleMetric(name)));
  }
}

function set(counter: Counter, counts: Iterable<Count>): void {
  counter.reset();
  for (const { labels, count } of counts) counter.inc({ ...labels }, count);
}
