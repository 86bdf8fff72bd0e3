import { type Clock, every } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';

const lookEveryMs = 1000;
const kept = 60;
const meanOf = 10;

/** How late timers come: what keeps the loop busy keeps everybody waiting. */
export interface LagMeter {
  /** On average in the last ten seconds. */
  lagMs(): number;
  /** At most in the last minute. */
  worstLagMs(): number;
}

export function lagMeter(clock: Clock, life: Lifetime): LagMeter {
  const lags: number[] = [];
  let dueMs = clock.monotonic() + lookEveryMs;
  life.own(
    every(clock, lookEveryMs, () => {
      const nowMs = clock.monotonic();
      lags.push(Math.max(0, nowMs - dueMs));
      if (lags.length > kept) lags.shift();
      dueMs = nowMs + lookEveryMs;
    }),
  );
  return {
    lagMs() {
      const last = lags.slice(-meanOf);
      return last.reduce((sum, one) => sum + one, 0) / Math.max(1, last.length);
    },
    worstLagMs: () => Math.max(0, ...lags),
  };
}
