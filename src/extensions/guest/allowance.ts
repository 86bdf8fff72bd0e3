import type { Clock } from '../../base/clock.ts';

/** What may be used up: so much at once, and so much more each second. */
export interface Allowance {
  /** Whether so much is there. */
  has(amount: number): boolean;
  /** Uses it up; below nothing, too, which has to be waited for. */
  take(amount: number): void;
  /** Whether less than a quarter is left. */
  isLow(): boolean;
}

export function newAllowance(atOnce: number, perSecond: number, clock: Clock): Allowance {
  let left = atOnce;
  let atMs = clock.monotonic();
  function refill(): number {
    const nowMs = clock.monotonic();
    left = Math.min(atOnce, left + ((nowMs - atMs) / 1000) * perSecond);
    atMs = nowMs;
    return left;
  }
  return {
    has: (amount) => refill() >= amount,
    take(amount) {
      left -= amount;
    },
    isLow: () => refill() < atOnce / 4,
  };
}
