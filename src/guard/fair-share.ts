import type { SharedLimit } from './output-limits.ts';
import { RotatingMap } from './rotating-map.ts';

/** Messages of a window that are known; more than any limit. */
const ring = 1024;
/** Targets of one connection: those in the window, and those that are silent. */
export const mostShares = 2048;

/** One target's part in what was said. */
class Share {
  readonly target: string;
  /** Messages inside the window. */
  used = 0;
  /** It overran its share: nothing before this. */
  silentUntilMs = 0;

  constructor(target: string) {
    this.target = target;
  }
}

export interface ShareAnswer {
  /** Milliseconds until it may be said; 0 when it may now. */
  readonly waitMs: number;
  /** It is this message that overran the limit. */
  readonly began: boolean;
}

const free: ShareAnswer = { waitMs: 0, began: false };

/**
 * What one connection says to all its targets together, in a sliding window. The law, for `max` in `windowMs`:
 *
 * - Below `max` everyone is answered. The message that finds `max` in the window begins a tight period of `tightMs`.
 * - While it is tight, a target is answered as long as it has less than its share in the window. Shares are max-min
 *   fair: the highest level at which all that were told something, none for more than the level and the asking one for
 *   all of it, come to no more than `max`; at least `floor`. That is never less than `max` ÷ the targets, and those
 *   who take little leave the rest to others, so many nicks with one message each make nobody's share small. Whoever
 *   asks for more has overrun his share and is silent until the period ends. Nobody else is.
 * - So in no window more is admitted than `max`, and for each target the largest share that it was offered; a target
 *   that stays below its share is never refused; and what is refused is not counted anywhere.
 *
 * Exact up to 1,024 messages a window. Beyond that the oldest are forgotten, which errs on the side of answering.
 */
export class FairShare {
  readonly #atMs = new Float64Array(ring);
  readonly #owners: (Share | undefined)[] = Array.from({ length: ring }, () => undefined);
  #first = 0;
  #count = 0;
  /** How many targets have so many messages inside the window, or more. */
  readonly #having = new Int32Array(ring + 1);
  #tightUntilMs = 0;
  readonly #shares = new RotatingMap<Share>(
    mostShares,
    ({ used, silentUntilMs }) => (used > 0 ? Infinity : silentUntilMs),
    (_target, share) => this.#forgotten(share),
  );

  get sizes() {
    return this.#shares.sizes;
  }

  /** Says whether one more message may go to this target, and counts it if so. */
  admit(target: string, nowMs: number, limit: SharedLimit): ShareAnswer {
    this.#prune(nowMs, limit.windowMs);
    if (this.#count < limit.max && nowMs >= this.#tightUntilMs) {
      this.#note(this.#open(target), nowMs);
      return free;
    }
    const began = nowMs >= this.#tightUntilMs;
    if (began) this.tightenUntil(nowMs + limit.tightMs);
    const share = this.#open(target);
    if (share.silentUntilMs > nowMs) return { waitMs: share.silentUntilMs - nowMs, began };
    if (share.used >= this.#partOf(share, limit)) {
      share.silentUntilMs = this.#tightUntilMs;
      return { waitMs: this.#tightUntilMs - nowMs, began };
    }
    this.#note(share, nowMs);
    return began ? { waitMs: 0, began } : free;
  }

  /** What was counted at this time turned out not to be said. */
  takeBack(target: string, atMs: number): void {
    const share = this.#shares.get(target);
    for (let back = 1; back <= this.#count; back += 1) {
      const at = this.#place(this.#count - back);
      if (this.#owners[at] !== share || this.#atMs[at] !== atMs) continue;
      this.#removeAt(this.#count - back);
      return;
    }
  }

  /** Messages in the window, and how long it is tight yet. */
  status(nowMs: number, windowMs: number) {
    this.#prune(nowMs, windowMs);
    const targets = this.#having[1] ?? 0;
    return { sent: this.#count, targets, tightForMs: this.tightForMs(nowMs) };
  }

  tightForMs(nowMs: number): number {
    return Math.max(0, this.#tightUntilMs - nowMs);
  }

  tightenUntil(untilMs: number): void {
    this.#tightUntilMs = Math.max(this.#tightUntilMs, untilMs);
  }

  /** Ends a tight period; whether there was one. Also forgets what is over, so it is to be called now and then. */
  ease(nowMs: number): boolean {
    const was = this.#tightUntilMs > nowMs;
    this.#tightUntilMs = Math.min(this.#tightUntilMs, nowMs);
    for (const share of this.#shares.values()) share.silentUntilMs = 0;
    this.#shares.deleteWhere(({ used }) => used === 0);
    return was;
  }

  #partOf({ used }: Share, { max, floor }: SharedLimit): number {
    let [level, taken] = [0, 0];
    while (level < max) {
      const next = level + 1;
      // One more for the asking target, and for each other that has so many.
      taken += 1 + (this.#having[next] ?? 0) - (used >= next ? 1 : 0);
      if (taken > max) break;
      level = next;
    }
    return Math.max(floor, level);
  }

  #open(target: string): Share {
    const known = this.#shares.get(target);
    if (known) return known;
    const share = new Share(target);
    this.#shares.set(target, share);
    return share;
  }

  #note(share: Share, nowMs: number): void {
    if (this.#count === ring) this.#dropOldest();
    const at = this.#place(this.#count);
    this.#atMs[at] = nowMs;
    this.#owners[at] = share;
    this.#count += 1;
    share.used += 1;
    this.#changeHaving(share.used, 1);
  }

  #prune(nowMs: number, windowMs: number): void {
    while (this.#count > 0 && nowMs - (this.#atMs[this.#first] ?? 0) >= windowMs)
      this.#dropOldest();
  }

  #dropOldest(): void {
    const share = this.#owners[this.#first];
    this.#owners[this.#first] = undefined;
    this.#first = (this.#first + 1) % ring;
    this.#count -= 1;
    if (share) this.#unused(share);
  }

  #removeAt(place: number): void {
    const share = this.#owners[this.#place(place)];
    for (let later = place; later < this.#count - 1; later += 1) {
      const [to, from] = [this.#place(later), this.#place(later + 1)];
      this.#atMs[to] = this.#atMs[from] ?? 0;
      this.#owners[to] = this.#owners[from];
    }
    this.#count -= 1;
    this.#owners[this.#place(this.#count)] = undefined;
    if (share) this.#unused(share);
  }

  #unused(share: Share): void {
    // Forgotten for room meanwhile: it counts no more.
    if (share.used === 0) return;
    this.#changeHaving(share.used, -1);
    share.used -= 1;
    if (share.used === 0 && share.silentUntilMs === 0) this.#shares.delete(share.target);
  }

  #forgotten(share: Share): void {
    for (; share.used > 0; share.used -= 1) this.#changeHaving(share.used, -1);
  }

  #changeHaving(messages: number, by: number): void {
    this.#having[messages] = (this.#having[messages] ?? 0) + by;
  }

  #place(number: number): number {
    return (this.#first + number) % ring;
  }
}
