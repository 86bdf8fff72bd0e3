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

/** Values of one name, told apart by labels. */
export interface Series {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly labels: readonly string[];
  readonly read: () => Iterable<Count>;
}

/** What has been counted since the start. */
export interface Counted {
  readonly events: Iterable<Count>;
  readonly commands: Iterable<Count>;
  readonly watched: ReadonlyMap<string, Watched>;
  readonly series: Iterable<Series>;
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

  scrape({ events, commands, watched, series }: Counted): Promise<string> {
    set(this.#events, events);
    set(this.#commands, commands);
    const gauges = [...watched].map(([name, { help, read }]) => {
      const gauge = new Gauge({ name, help, registers: [this.#registry] });
      gauge.set(read());
      return name;
    });
    const passing = [...gauges, ...[...series].map((one) => this.#tell(one))];
    const text = this.#registry.metrics();
    // Their values are in the text as soon as it is asked for; what is watched may be another thing next time.
    return text.finally(() => passing.forEach((name) => this.#registry.removeSingleMetric(name)));
  }

  #tell({ name, help, type, labels, read }: Series): string {
    const spec = { name, help, labelNames: [...labels], registers: [this.#registry] };
    if (type === 'counter') {
      const counter = new Counter(spec);
      for (const { labels: own, count } of read()) counter.inc({ ...own }, count);
    } else {
      const gauge = new Gauge(spec);
      for (const { labels: own, count } of read()) gauge.set({ ...own }, count);
    }
    return name;
  }
}

function set(counter: Counter, counts: Iterable<Count>): void {
  counter.reset();
  for (const { labels, count } of counts) counter.inc({ ...labels }, count);
}
