import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

/** Things that were shown to somebody and are done when the same person says so. */
export interface Proposals<What extends object> {
  /** Returns the code that this person, and nobody else, may give within five minutes. */
  propose(what: What, who: string): string;
  /** Refuses with `settings.no-confirmation`. A code is good for one time. */
  take(code: string, who: string): Result<What>;
}

const openMs = 5 * 60_000;
const mostOpen = 500;
/** Without those that are taken for one another. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

export function proposals<What extends object>(
  clock: Pick<Clock, 'monotonic'>,
  random: Random,
): Proposals<What> {
  const open = boundedMap<{ readonly what: What; readonly who: string }>(
    { maxEntries: mostOpen, ttlMs: openMs },
    clock,
  );
  return {
    propose(what, who) {
      const code = Array.from({ length: 6 }, () =>
        letters.charAt(random.below(letters.length)),
      ).join('');
      open.set(code, { what, who });
      return code;
    },
    take(code, who) {
      const found = open.get(code.trim().toUpperCase());
      if (found?.who !== who) return refuse('settings.no-confirmation', {});
      open.delete(code.trim().toUpperCase());
      return ok(found.what);
    },
  };
}
