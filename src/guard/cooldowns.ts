import { RotatingMap } from './rotating-map.ts';
import type { TableSize } from './slot-table.ts';

/** A command that rests in a channel, or for one person in direct talk. */
export interface Cooldown {
  /** A channel's id, or an actor's. */
  readonly scope: string;
  readonly command: string;
  readonly untilMs: number;
  /** Which reservation began it. */
  readonly holder: number;
}

/**
 * Cooldowns by name: reserve before the work, refund when the work did not take place. A reservation is known by its
 * number, so that an old one gives back nothing that is another's by now.
 */
export class KeyedCooldowns {
  readonly #running: RotatingMap<Cooldown>;
  #holders = 0;

  constructor(capacity: number) {
    this.#running = new RotatingMap<Cooldown>(capacity, ({ untilMs }) => untilMs);
  }

  get sizes(): Omit<TableSize, 'bytes'> {
    return this.#running.sizes;
  }

  waitMs(scope: string, command: string, nowMs: number): number {
    return Math.max(0, (this.#running.get(keyOf(scope, command))?.untilMs ?? 0) - nowMs);
  }

  /** Begins it; the number that gives it back. */
  reserve(scope: string, command: string, untilMs: number): number {
    this.#holders += 1;
    const holder = this.#holders;
    this.#running.set(keyOf(scope, command), { scope, command, untilMs, holder });
    return holder;
  }

  refund(scope: string, command: string, holder: number): void {
    const key = keyOf(scope, command);
    if (this.#running.get(key)?.holder === holder) this.#running.delete(key);
  }

  /** Ends one; whether it was running. */
  clear(scope: string, command: string, nowMs: number): boolean {
    return (this.#running.delete(keyOf(scope, command))?.untilMs ?? 0) > nowMs;
  }

  /** Ends all, or those of one scope; how many of them were running. */
  clearAll(scope?: string, nowMs = Infinity): number {
    const his = (cooldown: Cooldown) => scope === undefined || cooldown.scope === scope;
    const running = this.active(nowMs).filter(his).length;
    this.#running.deleteWhere(his);
    return running;
  }

  active(nowMs: number): readonly Cooldown[] {
    return [...this.#running.values()].filter(({ untilMs }) => untilMs > nowMs);
  }

  sweep(nowMs: number): number {
    return this.#running.deleteWhere(({ untilMs }) => untilMs <= nowMs);
  }
}

// Ids hold no white space.
const keyOf = (scope: string, command: string): string => `${scope} ${command}`;
