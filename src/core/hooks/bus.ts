import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { Soon } from '../commands/command.ts';
import type { Ports } from '../commands/ports.ts';
import { CutOff, HookBreaker } from './breaker.ts';
import type { Announce, CallOutcome, HookCall, HookSums, HookView } from './desk.ts';
import type { Happening } from './happening.ts';
import { orderKey } from './happening.ts';
import { CallHistory } from './history.ts';
import { hookAlerts } from './hook-alerts.ts';
import { type Delivery, Hook, type HookParts } from './hook.ts';
import { hookLimits } from './limits.ts';
import type { HookSituation, Listener } from './listener.ts';
import { HookQueue } from './queue.ts';

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly alerts: Pick<Alerts, 'raise'>;
}

/** What happens, brought to the hooks that listen for it. Emitting never throws, never waits and costs a look-up where nobody listens. */
export interface HookBus {
  /**
   * Registers what a module listens for, all of it or, where a RangeError says that one is there already, none. The
   * returned function ends it: what runs is told to stop.
   */
  add(module: string, listeners: readonly Listener[], ports: () => Ports): () => void;
  emit(event: Happening): void;
  readonly announce: Announce;
  list(): readonly HookView[];
  sums(): HookSums;
  history(limit: number, kind?: string): readonly HookCall[];
  /** Which hooks are switched off, by id. Ids of hooks that are not there yet hold for when they come. */
  disableOnly(ids: readonly string[]): void;
  /** Says of what happened somewhere whether a module hears of it; where this is not said, all do. */
  hearOnly(isOff: (module: string, where: Place) => boolean): void;
  reset(id: string): void;
}

export const hookBus = (parts: Parts): HookBus => new Bus(parts);

class Bus implements HookBus {
  readonly #parts: Parts;
  readonly #hooks = new Map<string, Hook>();
  readonly #byKind = new Map<string, readonly Hook[]>();
  readonly #queue: HookQueue;
  readonly #history = new CallHistory();
  readonly #alerts: ReturnType<typeof hookAlerts>;
  /** How many hooks the work that is being done came out of. */
  readonly #depth = new AsyncLocalStorage<number>();
  #disabled: ReadonlySet<string> = new Set();
  #isOff: (module: string, where: Place) => boolean = () => false;
  #dropped = 0;
  #loops = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#alerts = hookAlerts(parts.alerts);
    this.#queue = new HookQueue({
      clock: parts.clock,
      begin: (hook, delivery) => this.#begin(hook, delivery),
      dropped: (hook) => this.#drop(hook),
    });
  }

  add(module: string, listeners: readonly Listener[], ports: () => Ports): () => void {
    const named = listeners.map((listener) => ({ module, listener, id: idOf(module, listener) }));
    const twice = named.find(({ id }, at) => this.#hooks.has(id) || idsFrom(named, at).has(id));
    if (twice) throw new RangeError(`The hook "${twice.id}" is there already: give it a name`);
    const added = named.map((one) => this.#register({ ...one, ports }));
    return () => {
      for (const hook of added) this.#remove(hook);
    };
  }

  emit(event: Happening): void {
    const hooks = this.#byKind.get(event.kind);
    if (hooks) void this.#spread(event, hooks);
  }

  readonly announce: Announce = async (kind, values = {}) => {
    const hooks = this.#byKind.get(kind);
    if (!hooks) return 0;
    const event = { kind, atMs: this.#parts.clock.now(), values };
    const accepted = await Promise.all(
      this.#spread(event, hooks).map((one) => Promise.resolve(one)),
    );
    return accepted.filter((one) => !one).length;
  };

  list(): readonly HookView[] {
    return [...this.#hooks.values()].map((hook) => hook.view());
  }

  sums(): HookSums {
    const { waiting, inRoom, running, begun, waitedMs, longestWaitMs } = this.#queue;
    return {
      ...{ waiting: waiting + inRoom, running, dropped: this.#dropped, loops: this.#loops },
      ...{ averageWaitMs: begun === 0 ? 0 : waitedMs / begun, longestWaitMs },
    };
  }

  history(limit: number, kind?: string): readonly HookCall[] {
    return this.#history.list(limit, kind);
  }

  disableOnly(ids: readonly string[]): void {
    this.#disabled = new Set(ids);
    for (const hook of this.#hooks.values()) hook.breaker.setDisabled(this.#disabled.has(hook.id));
  }

  hearOnly(isOff: (module: string, where: Place) => boolean): void {
    this.#isOff = isOff;
  }

  reset(id: string): void {
    this.#hooks.get(id)?.breaker.reset();
  }

  #register(named: Omit<HookParts, 'breaker'>): Hook {
    const { id, listener } = named;
    const breaker = new HookBreaker(this.#parts.clock, {
      opened: (failures) => this.#alerts.opened(id, failures, hook.lastProblem),
      closed: () => this.#alerts.closed(id),
    });
    const hook: Hook = new Hook({ ...named, breaker });
    breaker.setDisabled(this.#disabled.has(id));
    this.#hooks.set(id, hook);
    this.#listen(listener.on, [...(this.#byKind.get(listener.on) ?? []), hook]);
    return hook;
  }

  /** Sorting keeps the order of those that are alike: the order they came in. */
  #listen(kind: string, hooks: readonly Hook[]): void {
    if (hooks.length === 0) this.#byKind.delete(kind);
    else {
      const inOrder = [...hooks].sort((a, b) => b.priority - a.priority);
      this.#byKind.set(kind, inOrder);
    }
  }

  #remove(hook: Hook): void {
    if (hook.gone) return;
    hook.gone = true;
    this.#hooks.delete(hook.id);
    const kind = hook.listener.on;
    this.#listen(
      kind,
      (this.#byKind.get(kind) ?? []).filter((one) => one !== hook),
    );
    this.#queue.remove(hook);
    for (const stop of [...hook.calls]) stop(new CutOff());
  }

  /** Whether each hook got it, as far as that is known already. */
  #spread(event: Happening, hooks: readonly Hook[]): readonly Soon<boolean>[] {
    const depth = this.#depth.getStore() ?? 0;
    if (depth > hookLimits.depth) {
      this.#cut(event);
      return hooks.map(() => false);
    }
    const key = orderKey(event);
    const sinceMs = this.#parts.clock.monotonic();
    const actor: Actor | undefined = 'actor' in event ? event.actor : undefined;
    const byProgram = actor?.bot === true;
    const where = 'where' in event ? event.where : undefined;
    return hooks.map((hook) => {
      if (byProgram && !hook.listener.hearsBots) return true;
      if (where && this.#isOff(hook.module, where)) {
        hook.skipped += 1;
        return true;
      }
      return this.#queue.put(hook, { event, key, depth, sinceMs });
    });
  }

  #cut(event: Happening): void {
    this.#loops += 1;
    this.#parts.log.warn({ kind: event.kind }, 'Hooks call each other in a circle; it was cut');
    this.#alerts.looped(event.kind);
  }

  #drop(hook: Hook): void {
    if (hook.gone) return;
    hook.dropped += 1;
    this.#dropped += 1;
    this.#alerts.dropped(hook.id);
  }

  #begin(hook: Hook, delivery: Delivery): Promise<void> | undefined {
    if (hook.gone) return undefined;
    if (!hook.breaker.admits) {
      hook.skipped += 1;
      return undefined;
    }
    const { clock } = this.#parts;
    const [atMs, startedMs] = [clock.now(), clock.monotonic()];
    const call = () => this.#limited(hook, delivery.event);
    const note = (outcome: CallOutcome, err?: unknown): void => {
      const problem = err === undefined ? undefined : messageOf(err);
      this.#note(hook, { atMs, tookMs: clock.monotonic() - startedMs, outcome, problem });
      if (outcome === 'failed' || outcome === 'timed-out')
        this.#parts.log.warn({ hook: hook.id, err }, 'A hook failed');
    };
    return this.#depth
      .run(delivery.depth + 1, () => hook.breaker.run(call))
      .then(
        () => note('done'),
        (failure: unknown) => note(outcomeOf(failure), failure),
      );
  }

  /** The call, and the end of the time that it may take: a promise that hangs is left behind. */
  #limited(hook: Hook, event: Happening): void | Promise<void> {
    const situation = new Situation();
    const work = hook.listener.hear(event, hook.ports(), situation);
    if (!(work instanceof Promise)) return undefined;
    return new Promise((resolve, reject) => {
      const stop = (why: Error): void => {
        situation.stop(why);
        reject(why);
      };
      const cancel = this.#parts.clock.after(hookLimits.callWithinMs, () => stop(tookTooLong()));
      hook.calls.add(stop);
      work.then(resolve, reject).finally(() => {
        cancel();
        hook.calls.delete(stop);
      });
    });
  }

  #note(hook: Hook, { problem, ...call }: Ended): void {
    const { outcome, tookMs, atMs } = call;
    hook.runs += 1;
    hook.tookMs += tookMs;
    hook.longestMs = Math.max(hook.longestMs, tookMs);
    hook.lastRunAtMs = atMs;
    if (outcome === 'failed' || outcome === 'timed-out') {
      hook.failures += 1;
      if (outcome === 'timed-out') hook.timeouts += 1;
      hook.lastProblem = problem;
    }
    this.#history.add({
      ...{ hook: hook.id, kind: hook.listener.on, ...call },
      ...(problem !== undefined && { problem }),
    });
  }
}

/** Makes a signal only where it is asked for: most calls are over before anybody could. */
class Situation implements HookSituation {
  #aborter: AbortController | undefined;
  #stopped: Error | undefined;

  get signal(): AbortSignal {
    this.#aborter ??= new AbortController();
    if (this.#stopped) this.#aborter.abort(this.#stopped);
    return this.#aborter.signal;
  }

  stop(why: Error): void {
    this.#stopped = why;
    this.#aborter?.abort(why);
  }
}

const idOf = (module: string, { on, name }: Listener): string =>
  `${on}:${module}${name === undefined ? '' : `.${name}`}`;

const idsFrom = (named: readonly { readonly id: string }[], at: number): ReadonlySet<string> =>
  new Set(named.slice(0, at).map(({ id }) => id));

interface Ended extends Pick<HookCall, 'atMs' | 'tookMs' | 'outcome'> {
  readonly problem: string | undefined;
}

const tookTooLong = (): CastellanError =>
  new CastellanError('timed-out', `It took longer than ${hookLimits.callWithinMs / 1000} s`);

function outcomeOf(failure: unknown): CallOutcome {
  if (failure instanceof CutOff) return 'cut';
  return failure instanceof CastellanError && failure.code === 'timed-out' ? 'timed-out' : 'failed';
}
