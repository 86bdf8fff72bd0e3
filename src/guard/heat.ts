/**
 * A score that halves every `halfLifeMs`: for things of different weight that add up (a join, a young account, a
 * link), where neither a window nor a bucket fits. Takes two floats.
 */
export const heat = {
  /** Adds warmth; what it comes to. */
  add(floats: Float64Array, at: number, amount: number, when: HeatTime): number {
    const next = heat.now(floats, at, when) + amount;
    floats[at] = next;
    floats[at + 1] = when.nowMs;
    return next;
  },

  now(floats: Float64Array, at: number, { nowMs, halfLifeMs }: HeatTime): number {
    const score = floats[at] ?? 0;
    if (score === 0) return 0;
    const age = Math.max(0, nowMs - (floats[at + 1] ?? 0));
    return score * 0.5 ** (age / halfLifeMs);
  },

  /** Milliseconds until it has cooled to `level`. */
  coolsInMs(floats: Float64Array, at: number, level: number, when: HeatTime): number {
    const score = heat.now(floats, at, when);
    return score <= level ? 0 : Math.log2(score / level) * when.halfLifeMs;
  },
};

export interface HeatTime {
  readonly nowMs: number;
  readonly halfLifeMs: number;
}
