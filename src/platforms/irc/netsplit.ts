import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';

const maxRemembered = 20_000;
const rememberedMs = 60 * 60_000;
const burstMs = 5000;
const hostname = /^[a-z0-9*](?:[a-z0-9*-]*[a-z0-9*])?(?:\.[a-z0-9*-]+)+$/i;

/** Whether a quit reason is two server names, which is how a split looks from outside. */
export function isSplitReason(reason: string): boolean {
  const space = reason.indexOf(' ');
  if (space <= 0 || reason.includes(' ', space + 1)) return false;
  const left = reason.slice(0, space);
  const right = reason.slice(space + 1);
  return left !== right && hostname.test(left) && hostname.test(right);
}

/** Remembers who was lost in a split, to know a crowd that comes back from people who come in. */
export class Netsplits {
  readonly #lost: BoundedMap<number>;
  readonly #clock: Pick<Clock, 'monotonic'>;
  #burstUntilMs = -1;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    this.#lost = boundedMap({ maxEntries: maxRemembered, ttlMs: rememberedMs }, clock);
  }

  lost(foldedNick: string): void {
    this.#lost.set(foldedNick, 1);
  }

  /** True when a join is part of a split that heals: someone known comes back, or someone comes right with him. */
  comesBack(foldedNick: string): boolean {
    const nowMs = this.#clock.monotonic();
    if (this.#lost.get(foldedNick) === undefined) return nowMs < this.#burstUntilMs;
    this.#burstUntilMs = nowMs + burstMs;
    return true;
  }

  /** A burst is over: each was seen again. */
  returned(foldedNick: string): void {
    this.#lost.delete(foldedNick);
  }
}
