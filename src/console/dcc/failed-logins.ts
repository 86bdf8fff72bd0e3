import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { addressKey } from '../../base/addresses.ts';

/** M40 of the reference. */
export const failedLoginLimit = {
  perConnection: 5,
  perAddress: 15,
  windowMs: 600_000,
  addresses: 1024,
} as const;

/** Wrong codes of the last ten minutes by address; a thousand addresses at most, the longest quiet make room. */
export class FailedLogins {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #timesMs: BoundedMap<readonly number[]>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    const { addresses: maxEntries, windowMs: ttlMs } = failedLoginLimit;
    this.#timesMs = boundedMap({ maxEntries, ttlMs }, clock);
  }

  /** How many addresses are known. */
  get size(): number {
    return this.#timesMs.size;
  }

  note(address: string): void {
    const times = [...this.#within(address), this.#clock.monotonic()];
    this.#timesMs.set(addressKey(address), times.slice(-failedLoginLimit.perAddress));
  }

  /** How long this address may not try again; 0 when it may. */
  lockedMs(address: string): number {
    const times = this.#within(address);
    const [oldest] = times;
    if (oldest === undefined || times.length < failedLoginLimit.perAddress) return 0;
    return oldest + failedLoginLimit.windowMs - this.#clock.monotonic();
  }

  #within(address: string): readonly number[] {
    const sinceMs = this.#clock.monotonic() - failedLoginLimit.windowMs;
    return (this.#timesMs.get(addressKey(address)) ?? []).filter((atMs) => atMs > sinceMs);
  }
}
