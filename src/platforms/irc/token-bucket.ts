import type { Clock } from '../../base/clock.ts';

export type Pacing = false | { readonly burst: number; readonly everyMs: number };

const maxSlowdown = 4;

/** How many lines may be sent now. */
export class TokenBucket {
  readonly #pacing: Pacing;
  readonly #clock: Pick<Clock, 'monotonic'>;
  #tokens: number;
  #atMs: number;
  #slowdown = 1;

  constructor(pacing: Pacing, clock: Pick<Clock, 'monotonic'>) {
    this.#pacing = pacing;
    this.#clock = clock;
    this.#tokens = this.burst;
    this.#atMs = clock.monotonic();
  }

  get burst(): number {
    if (this.#pacing === false) return Number.POSITIVE_INFINITY;
    return Math.max(1, Math.floor(this.#pacing.burst / this.#slowdown));
  }

  get everyMs(): number {
    return this.#pacing === false ? 0 : this.#pacing.everyMs * this.#slowdown;
  }

  /** Whether there are so many tokens now. */
  has(tokens: number): boolean {
    if (this.#pacing === false) return true;
    this.#gain();
    return this.#tokens >= tokens;
  }

  take(): void {
    if (this.#pacing !== false) this.#tokens -= 1;
  }

  /** Milliseconds until there are so many. */
  inMs(tokens: number): number {
    const missingMs = (tokens - this.#tokens) * this.everyMs;
    return Math.max(1, missingMs - (this.#clock.monotonic() - this.#atMs));
  }

  refill(): void {
    this.#tokens = this.burst;
    this.#atMs = this.#clock.monotonic();
  }

  slowDown(): void {
    this.#slowdown = Math.min(maxSlowdown, this.#slowdown * 2);
    this.#tokens = Math.min(this.#tokens, this.burst);
  }

  #gain(): void {
    const nowMs = this.#clock.monotonic();
    this.#tokens = Math.min(this.burst, this.#tokens + (nowMs - this.#atMs) / this.everyMs);
    this.#atMs = nowMs;
  }
}
