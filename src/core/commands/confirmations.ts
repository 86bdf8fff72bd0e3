import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';

/** "Are you sure?", for what cannot be undone: bound to one person and one act, and over after a minute. */
export interface Confirmations {
  /** The code that this person must repeat. What he was asked before about the same act is void. */
  ask(who: ActorId, act: string): string;
  /** Whether this is the code that this person was given for this act, in time. It is good for one try. */
  given(who: ActorId, act: string, code: string): boolean;
}

export const confirmWithinMs = 60_000;
const mostOpen = 1000;

/** Six digits: no nick begins with one, so that a code is not taken for a person. */
export const looksLikeCode = (text: string): boolean => /^\d{6}$/.test(text);

export function confirmations(
  clock: Pick<Clock, 'monotonic'>,
  random: Pick<Random, 'below'>,
): Confirmations {
  const open = boundedMap<string>({ maxEntries: mostOpen, ttlMs: confirmWithinMs }, clock);
  const keyOf = (who: ActorId, act: string): string => `${who}\n${act}`;
  return {
    ask(who, act) {
      const code = String(random.below(1_000_000)).padStart(6, '0');
      open.set(keyOf(who, act), code);
      return code;
    },
    given(who, act, code) {
      const key = keyOf(who, act);
      const expected = open.get(key);
      open.delete(key);
      return expected === code;
    },
  };
}
