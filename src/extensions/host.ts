import { type Clock, sleep } from '../base/clock.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { OwnPorts, Ports } from '../core/commands/ports.ts';
import type { Metrics } from '../core/metrics/metrics.ts';
import { partOf } from '../core/tables/table.ts';
import type { Module, Start } from '../sdk/index.ts';
import type { Part } from '../storage/index.ts';
import { boundPorts, picked } from './bound-ports.ts';
import { checkModule } from './check-module.ts';
import { type Registry, type Undo, allOrNothing, jobIdOf, register } from './registrations.ts';
import { type Running, nothingRuns } from './resources.ts';

export interface HostParts extends Registry {
  readonly metrics: Pick<Metrics, 'watch' | 'series'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
  readonly own: (module: string, log: Log) => OwnPorts;
  /** Brings these tables up to date. */
  migrate(part: Part): Promise<void>;
}

/** A module that is loaded. */
export interface Loaded {
  readonly module: Module;
  readonly sinceMs: number;
  readonly tookMs: number;
  /** What it has started, as it is now. */
  readonly running: Readonly<Running>;
}

/** Runs modules: what one registers is there as long as it is loaded, and not a moment longer. */
export interface ModuleHost {
  /** Registers a module at once; it starts with `open`. For those that are there from the beginning. */
  add(module: Module): void;
  /** From here on the ports are there: starts what was added. */
  open(ports: Ports): Promise<void>;
  /** Loads a module, or puts it in the place of the one with its name. Where it rejects, everything is as before. `fromMs`: when its loading began, on the monotonic clock. */
  load(module: Module, fromMs?: number): Promise<Loaded>;
  /** Resolves when nothing of it is left. */
  unload(name: string): Promise<void>;
  find(name: string): Loaded | undefined;
  list(): readonly Loaded[];
  /** Calls back when modules came, went or were replaced. */
  follow(listener: () => void): Undo;
}

/** `start` may take this long. */
const startWithinMs = 10_000;

/** A module whose parts are in place, or about to be. */
interface Live extends Loaded {
  readonly life: Lifetime;
  readonly steps: readonly (() => Undo)[];
  readonly running: Running;
  undo: Undo;
}

export function moduleHost(parts: HostParts): ModuleHost {
  return new Host(parts);
}

class Host implements ModuleHost {
  readonly #parts: HostParts;
  readonly #live = new Map<string, Live>();
  readonly #listeners = new Set<() => void>();
  #shared: Ports | undefined;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  add(module: Module): void {
    const live = this.#prepared(module);
    this.#goLive(live);
  }

  async open(ports: Ports): Promise<void> {
    this.#shared = ports;
    for (const live of this.#live.values()) {
      checkModule(live.module, this.#known(ports));
      if (live.module.tables?.length) await this.#migrate(live.module);
      const { steps } = await this.#start(live, undefined);
      live.life.own(allOrNothing(steps));
      await this.#declareJobs(live.module);
    }
  }

  async load(module: Module, fromMs = this.#parts.clock.monotonic()): Promise<Loaded> {
    const old = this.#live.get(module.name);
    checkModule(module, this.#known(this.#ports()));
    await this.#migrate(module);
    const prepared = this.#prepared(module);
    const young = this.#declareYoung(module);
    try {
      const started = await this.#start(prepared, await old?.module.handover?.());
      await this.#declareJobs(module);
      young();
      const tookMs = this.#parts.clock.monotonic() - fromMs;
      this.#swap(old, { ...prepared, tookMs, steps: [...prepared.steps, ...started.steps] });
    } catch (failure) {
      young();
      await this.#end(prepared);
      throw failure;
    }
    if (old) await this.#end(old);
    await this.#dropJobs(old?.module, module);
    this.#tell();
    return this.find(module.name) ?? prepared;
  }

  async unload(name: string): Promise<void> {
    const live = this.#live.get(name);
    if (!live) return;
    this.#live.delete(name);
    live.undo();
    await this.#end(live);
    await this.#dropJobs(live.module);
    this.#tell();
  }

  find(name: string): Loaded | undefined {
    return this.#live.get(name);
  }

  list(): readonly Loaded[] {
    return [...this.#live.values()];
  }

  follow(listener: () => void): Undo {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #prepared(module: Module): Live {
    const { life, log, own, clock } = this.#parts;
    const mine = life.child(module.name);
    const owned = own(module.name, log.child({ module: module.name }));
    let ports: Ports | undefined;
    const running = nothingRuns();
    const portsNow = () => (ports ??= boundPorts(this.#ports(), owned, { life: mine, running }));
    return {
      ...{ module, life: mine, running, sinceMs: clock.now(), tookMs: 0, undo: () => {} },
      steps: register(module, this.#parts, portsNow),
    };
  }

  /** Runs `start`. What it asks to be registered waits until the module takes its place. */
  async #start(live: Live, handed: unknown): Promise<Pick<Live, 'steps'>> {
    const { module, life, running } = live;
    const steps: (() => Undo)[] = [];
    if (!module.start) return { steps };
    const { metrics, clock, own, log } = this.#parts;
    const later = (step: () => Undo): Undo => {
      running.metrics += 1;
      steps.push(step);
      return () => {};
    };
    const start: Start = {
      ...{ life, handed },
      metrics: {
        watch: (...watched) => later(() => metrics.watch(...watched)),
        series: (series) => later(() => metrics.series(series)),
      },
    };
    const owned = own(module.name, log.child({ module: module.name }));
    const ports = picked(boundPorts(this.#ports(), owned, { life, running }), module.needs ?? []);
    await within(clock, Promise.resolve(module.start(ports, start)), module.name);
    return { steps };
  }

  /** Settings that the version before had not are there before `start` asks for them. */
  #declareYoung({ settings = {} }: Module): Undo {
    const known = this.#parts.settings.declared();
    const young = Object.entries(settings).filter(([name]) => !known.has(name));
    return allOrNothing([() => this.#parts.settings.declare(Object.fromEntries(young))]);
  }

  /** In one turn of the loop: nobody meets both, or neither. */
  #swap(old: Live | undefined, live: Live): void {
    old?.undo();
    try {
      this.#goLive(live);
    } catch (failure) {
      if (old) this.#goLive(old);
      throw failure;
    }
  }

  #goLive(live: Live): void {
    live.undo = allOrNothing(live.steps);
    live.life.own(live.undo);
    this.#live.set(live.module.name, live);
  }

  async #end({ life, module }: Live): Promise<void> {
    for (const failure of await life.end())
      this.#parts.log.warn(
        { module: module.name, problem: messageOf(failure) },
        'A module did not end cleanly',
      );
  }

  async #migrate({ name, tables = [] }: Module): Promise<void> {
    if (tables.length > 0) await this.#parts.migrate(partOf(name, tables));
  }

  async #declareJobs({ name, jobs = [] }: Module): Promise<void> {
    for (const { name: job, when } of jobs) {
      const id = jobIdOf(name, job);
      const named = { id, kind: id, payload: null };
      if ('everyMs' in when) await this.#parts.jobs.every({ ...named, ...when });
      else await this.#parts.jobs.cron({ ...named, ...when });
    }
  }

  async #dropJobs(old: Module | undefined, now?: Module): Promise<void> {
    const kept = new Set(now?.jobs?.map(({ name }) => name));
    for (const { name } of old?.jobs ?? [])
      if (old && !kept.has(name)) await this.#parts.jobs.cancel(jobIdOf(old.name, name));
  }

  #ports(): Ports {
    if (this.#shared) return this.#shared;
    throw new CastellanError('broken-invariant', 'A module ran before its ports were there');
  }

  #known(ports: Ports) {
    const { texts, permissions } = this.#parts;
    return {
      hasText: (key: string) => texts.has(key),
      hasCapability: (name: string) => permissions.capability(name) !== undefined,
      hasPort: (name: string) => name in ports,
    };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function within(clock: Clock, work: Promise<void>, name: string): Promise<void> {
  const stop = new AbortController();
  const late = sleep(clock, startWithinMs, stop.signal).then(() => {
    throw new CastellanError('timed-out', `${name} did not start within ${startWithinMs} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => {});
  }
}
