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

/** Not back yet. */
const away = -1;

/**
 * Remembers whom we lost sight of, in a split or with our own link, to know a crowd that comes back from people who
 * come in. Outlives a link.
 */
export class Netsplits {
  /** Folded nick → when he was first seen again. */
  readonly #lost: BoundedMap<number>;
  readonly #clock: Pick<Clock, 'monotonic'>;
  #burstUntilMs = -1;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    this.#lost = boundedMap({ maxEntries: maxRemembered, ttlMs: rememberedMs }, clock);
  }

  lost(foldedNick: string): void {
    this.#lost.set(foldedNick, away);
  }

  /** Our own link is gone, and with it sight of everyone. */
  lostAll(foldedNicks: Iterable<string>): void {
    for (const nick of foldedNicks) this.lost(nick);
  }

  /** True when a join is part of a split that heals: someone known comes back, or someone comes right with him. */
  comesBack(foldedNick: string): boolean {
    const nowMs = this.#clock.monotonic();
    const backMs = this.#lost.get(foldedNick);
    // Who came back comes into all his channels within moments; later he comes and goes as anyone does.
    if (backMs === undefined || (backMs !== away && nowMs - backMs > burstMs))
      return nowMs < this.#burstUntilMs;
    if (backMs === away) this.#lost.set(foldedNick, nowMs);
    this.#burstUntilMs = nowMs + burstMs;
    return true;
  }

  /** Seen in a list of names: he never was away, or is back already. */
  returned(foldedNick: string): void {
    this.#lost.delete(foldedNick);
  }
}
