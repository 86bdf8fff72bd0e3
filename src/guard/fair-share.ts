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
 * - While it is tight, a target is answered as long as it has less than its share in the window: `max` ÷ the targets
 *   that were told something in it (the asking one counts), at least `floor`. Whoever asks for more has overrun his
 *   share and is silent until the period ends. Nobody else is.
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
  /** Targets with messages inside the window. */
  #active = 0;
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
    return { sent: this.#count, targets: this.#active, tightForMs: this.tightForMs(nowMs) };
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

  #partOf(share: Share, { max, floor }: SharedLimit): number {
    const targets = this.#active + (share.used === 0 ? 1 : 0);
    return Math.max(floor, Math.floor(max / targets));
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
    if (share.used === 1) this.#active += 1;
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
    share.used -= 1;
    if (share.used > 0) return;
    this.#active -= 1;
    if (share.silentUntilMs === 0) this.#shares.delete(share.target);
  }

  #forgotten(share: Share): void {
    if (share.used > 0) this.#active -= 1;
    share.used = 0;
  }

  #place(number: number): number {
    return (this.#first + number) % ring;
  }
}
