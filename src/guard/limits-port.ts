import type { Limits } from './limits.ts';
import type { Where } from './where.ts';

/** What holds in a place. Must answer at once: the guard asks at every use. */
export type LimitsFor = (where: Where) => Limits;

interface Source<Holds> {
  /** Works the limits of a place out; may throw. */
  readonly read: (where: Where) => Holds;
  /** What holds where they never could be worked out. */
  readonly preset: Holds;
  /** Changes whenever an answer of `read` could. */
  readonly version: () => number;
  readonly failed: (where: Where, failure: unknown) => void;
}

/**
 * Works limits out once a place and version. When that fails, what held before goes on holding (the presets, where
 * nothing did), and `failed` hears of it once a version.
 */
export function limitsPort<Holds>({
  read,
  preset,
  version,
  failed,
}: Source<Holds>): (where: Where) => Holds {
  const known = new WeakMap<Where, { version: number; limits: Holds }>();

  function work(where: Where, before: Holds): Holds {
    try {
      return read(where);
    } catch (failure) {
      failed(where, failure);
      return before;
    }
  }

  return (where) => {
    const kept = known.get(where);
    const current = version();
    if (kept?.version === current) return kept.limits;
    const limits = work(where, kept?.limits ?? preset);
    known.set(where, { version: current, limits });
    return limits;
  };
}
