/** How many at once, and how fast more come. */
export interface BucketLimit {
  readonly burst: number;
  readonly perMinute: number;
}

const minuteMs = 60_000;
/** Less than any token, more than the rounding of a year in milliseconds. */
const crumb = 1e-6;

/**
 * A bucket that fills continuously, as one number: when it will be full again (0: it is). What is missing is the
 * time until then times the rate, so nothing has to be refilled and fractions of tokens are exact. When limits
 * differ from place to place, the used share of the allowance is what counts everywhere.
 */
export const tokenBucket = {
  /** Milliseconds until there is a token; 0 when there is one. */
  waitMs(floats: Float64Array, at: number, nowMs: number, limit: BucketLimit): number {
    const everyMs = minuteMs / limit.perMinute;
    const missingMs = (floats[at] ?? 0) - nowMs;
    const waitMs = missingMs - (limit.burst - 1) * everyMs;
    return waitMs > crumb ? waitMs : 0;
  },

  /** Takes a token, whether or not there is one. */
  take(floats: Float64Array, at: number, nowMs: number, limit: BucketLimit): void {
    floats[at] = Math.max(floats[at] ?? 0, nowMs) + minuteMs / limit.perMinute;
  },

  /** How many tokens there are, with fractions. */
  tokens(floats: Float64Array, at: number, nowMs: number, limit: BucketLimit): number {
    const missingMs = Math.max(0, (floats[at] ?? 0) - nowMs);
    return Math.max(0, limit.burst - (missingMs * limit.perMinute) / minuteMs);
  },
};
