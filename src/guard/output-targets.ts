import type { Mode } from './limits.ts';
import { type TargetLimit, mostOutputHits } from './output-limits.ts';
import { RotatingMap } from './rotating-map.ts';
import { silence } from './silence.ts';
import { SlidingWindow } from './sliding-window.ts';
import { type TableSize, tickOf } from './slot-table.ts';
import type { Where } from './where.ts';

/** A message that waits for the end of a silence. What it says is its keeper's business. */
export interface Waiting {
  /** Says it now. */
  readonly send: () => void;
}

/** Where a message goes. */
export interface Hearer {
  readonly connection: string;
  /** Who hears it: a channel's id, or an actor's. */
  readonly target: string;
  readonly where: Where;
}

const window = new SlidingWindow(mostOutputHits);
const [silentUntil, seenAt, drainAt] = [0, 1, 2];
const bytesEach = window.cells * 4 + 24 + 300;
/** Of all targets together: a bound for memory, far beyond what people wait for. */
const mostWaiting = 10_000;

/** What one target was told lately, and what waits for it. */
class Target {
  readonly hearer: Hearer;
  readonly hits = new Int32Array(window.cells);
  readonly times = new Float64Array(3);
  /** Oldest first. */
  readonly waiting: Waiting[] = [];
  /** In its present silence, or in the last one. */
  dropped = 0;
  /** Absent once its end was told. */
  silentSinceMs: number | undefined;
  watched = false;
  alert = false;

  constructor(hearer: Hearer) {
    this.hearer = hearer;
  }

  get silentUntilMs(): number {
    return this.times[silentUntil] ?? 0;
  }
}

/** A silence that began or ended. */
export interface TargetChange {
  readonly hearer: Hearer;
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly watched: boolean;
  readonly alert: boolean;
  readonly waiting: number;
  readonly dropped: number;
}

export interface TargetStatus {
  readonly hearer: Hearer;
  /** Messages that count, of so many at most. */
  readonly sent: number;
  readonly max: number;
  readonly windowMs: number;
  readonly silentForMs: number;
  readonly waiting: number;
  readonly dropped: number;
}

/**
 * The sliding window of each target. One message more than `max` within `windowMs` silences the target for
 * `silenceMs`; what waited is then said one by one, in order, each target at its own pace. What is said out of a
 * backlog is not counted again: it has waited already, and would silence the target anew.
 */
export class OutputTargets {
  readonly #targets: RotatingMap<Target>;
  /** Those that are silent or have something waiting. */
  readonly #held = new Map<string, Target>();
  #waiting = 0;
  #dropped = 0;

  constructor(capacity: number) {
    this.#targets = new RotatingMap<Target>(
      capacity,
      // A silence is kept before anything else, then whatever was used last.
      ({ times }) => Math.max(times[silentUntil] ?? 0, times[drainAt] ?? 0, times[seenAt] ?? 0),
      (target, gone) => this.#forgotten(target, gone),
    );
  }

  get sizes(): TableSize {
    return { ...this.#targets.sizes, bytes: this.#targets.size * bytesEach };
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Messages that were dropped because a backlog was full, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Milliseconds until it could be said, 0 when it may be now. Counts nothing. */
  waitMs(hearer: Hearer, nowMs: number, limit: TargetLimit): number {
    const target = this.#targets.get(hearer.target);
    if (!target) return 0;
    target.times[seenAt] = nowMs;
    const silentMs = silence.leftMs(target.times, silentUntil, nowMs);
    if (silentMs > 0) return silentMs;
    // Who comes now stands behind those who have waited.
    if (target.waiting.length > 0) return target.waiting.length * limit.drainEveryMs;
    return window.waitMs(target.hits, 0, tickOf(nowMs), limit) > 0 ? limit.silenceMs : 0;
  }

  /** After a wait: begins the silence, where none holds yet. The change, if it did. */
  silence(
    hearer: Hearer,
    nowMs: number,
    { limit, mode }: { readonly limit: TargetLimit; readonly mode: Mode },
  ): TargetChange | undefined {
    const target = this.#open(hearer, nowMs);
    if (target.silentUntilMs > nowMs || target.waiting.length > 0) return undefined;
    this.#begin(target, { nowMs, untilMs: nowMs + limit.silenceMs });
    target.watched = mode !== 'live';
    target.alert = mode !== 'shadow';
    return changeOf(target);
  }

  /** Counts a message as said. */
  count(hearer: Hearer, nowMs: number): void {
    window.hit(this.#open(hearer, nowMs).hits, 0, tickOf(nowMs));
  }

  /** What was counted at this time turned out not to be said. */
  takeBack({ target }: Hearer, atMs: number): void {
    const known = this.#targets.get(target);
    if (known) window.undo(known.hits, 0, tickOf(atMs));
  }

  /** Whether one more may wait; where not, it counts as dropped. */
  hasRoom({ target }: Hearer, { backlog }: TargetLimit): boolean {
    const known = this.#targets.get(target);
    if (known && known.waiting.length < backlog && this.#waiting < mostWaiting) return true;
    this.#dropped += 1;
    if (known) known.dropped += 1;
    return false;
  }

  putOff({ target }: Hearer, waiting: Waiting): void {
    const known = this.#targets.get(target);
    if (!known) return;
    known.waiting.push(waiting);
    this.#waiting += 1;
    this.#held.set(target, known);
  }

  /**
   * Ends what is over and takes the next of each backlog that is due. `mayGo` is asked before; what may not go yet
   * is asked about again after the target's pause.
   */
  advance(
    nowMs: number,
    limitOf: (where: Where) => TargetLimit,
    mayGo: (hearer: Hearer) => boolean,
  ): { readonly lifted: readonly TargetChange[]; readonly due: readonly Waiting[] } {
    const [lifted, due]: [TargetChange[], Waiting[]] = [[], []];
    for (const [name, target] of this.#held) {
      const { times, waiting, hearer } = target;
      if (target.silentUntilMs > nowMs) continue;
      if (target.silentSinceMs !== undefined) lifted.push(this.#end(target));
      if (waiting.length > 0 && (times[drainAt] ?? 0) <= nowMs) {
        times[drainAt] = nowMs + limitOf(hearer.where).drainEveryMs;
        const next = mayGo(hearer) ? waiting.shift() : undefined;
        if (next) due.push(next);
        if (next) this.#waiting -= 1;
      }
      if (waiting.length === 0) this.#held.delete(name);
    }
    return { lifted, due };
  }

  /** When `advance` has something to do next; undefined when nothing is held. */
  nextAtMs(): number | undefined {
    let next: number | undefined;
    for (const { times } of this.#held.values()) {
      const at = Math.max(times[silentUntil] ?? 0, times[drainAt] ?? 0);
      if (next === undefined || at < next) next = at;
    }
    return next;
  }

  /** Silences a target from outside: as it was before a restart. */
  silenceUntil(hearer: Hearer, nowMs: number, untilMs: number): void {
    this.#begin(this.#open(hearer, nowMs), { nowMs, untilMs });
  }

  /** Ends a silence; what was ended. What waits is said from now on. */
  lift(target: string, nowMs: number): TargetChange | undefined {
    const known = this.#targets.get(target);
    if (!known || known.silentUntilMs <= nowMs) return undefined;
    known.times[silentUntil] = nowMs;
    return this.#end(known);
  }

  /** Silences that hold now. */
  silences(nowMs: number): readonly TargetChange[] {
    return [...this.#held.values()]
      .filter(({ silentUntilMs }) => silentUntilMs > nowMs)
      .map(changeOf);
  }

  /** All that was told something lately. */
  status(nowMs: number, limitOf: (where: Where) => TargetLimit): readonly TargetStatus[] {
    return [...this.#targets.values()].map((target) => {
      const { max, windowMs } = limitOf(target.hearer.where);
      return {
        ...{ hearer: target.hearer, max, windowMs },
        sent: window.within(target.hits, 0, tickOf(nowMs), windowMs),
        silentForMs: silence.leftMs(target.times, silentUntil, nowMs),
        waiting: target.waiting.length,
        dropped: target.dropped,
      };
    });
  }

  clear(): void {
    this.#targets.deleteWhere(() => true);
  }

  sweep(nowMs: number, idleMs: number): number {
    return this.#targets.deleteWhere(
      ({ times }, name) => !this.#held.has(name) && nowMs - (times[seenAt] ?? 0) > idleMs,
    );
  }

  #begin(target: Target, { nowMs, untilMs }: { nowMs: number; untilMs: number }): void {
    silence.begin(target.times, silentUntil, untilMs);
    target.hits.fill(0);
    target.silentSinceMs = nowMs;
    target.dropped = 0;
    this.#held.set(target.hearer.target, target);
  }

  #end(target: Target): TargetChange {
    const change = changeOf(target);
    target.silentSinceMs = undefined;
    return change;
  }

  #open(hearer: Hearer, nowMs: number): Target {
    const known = this.#targets.get(hearer.target);
    if (known) return known;
    const target = new Target(hearer);
    target.times[seenAt] = nowMs;
    this.#targets.set(hearer.target, target);
    return target;
  }

  #forgotten(name: string, target: Target): void {
    this.#held.delete(name);
    this.#waiting -= target.waiting.length;
    this.#dropped += target.waiting.length;
    target.waiting.length = 0;
  }
}

const changeOf = (target: Target): TargetChange => ({
  hearer: target.hearer,
  sinceMs: target.silentSinceMs ?? target.silentUntilMs,
  untilMs: target.silentUntilMs,
  watched: target.watched,
  alert: target.alert,
  waiting: target.waiting.length,
  dropped: target.dropped,
});
