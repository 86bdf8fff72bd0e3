/** Quiet until a time. One number; asking costs a comparison. */
export const silence = {
  begin(floats: Float64Array, at: number, untilMs: number): void {
    floats[at] = Math.max(floats[at] ?? 0, untilMs);
  },

  /** Milliseconds until it ends; 0 when there is none. */
  leftMs(floats: Float64Array, at: number, nowMs: number): number {
    return Math.max(0, (floats[at] ?? 0) - nowMs);
  },

  lift(floats: Float64Array, at: number): void {
    floats[at] = 0;
  },
};
