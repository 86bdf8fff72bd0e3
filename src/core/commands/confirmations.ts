import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';

/** How long a question stands. */
export const confirmWithinMs = 60_000;
const mostOpen = 1000;
/** Neither 0 nor O, neither 1 nor l: people type it from a screen. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 6;

/**
 * Questions that must be answered before something dangerous is done. An answer holds once, within 60 s, for this
 * person and for exactly the act that was shown: `act` names it with all that matters (`restore <id> <hash>`).
 */
export interface Confirmations {
  /** The code to give back. Asking anew makes an older code for the same act worthless. */
  ask(actor: ActorId, act: string): string;
  /** Whether this is the answer. Right or wrong, the question is over: nobody guesses twice. */
  take(actor: ActorId, act: string, code: string): boolean;
}

export function confirmations(clock: Clock, random: Random): Confirmations {
  const open = boundedMap<string>({ maxEntries: mostOpen, ttlMs: confirmWithinMs }, clock);
  const keyOf = (actor: ActorId, act: string): string => `${actor}\n${act}`;
  const letter = (): string => letters.charAt(random.below(letters.length));

  return {
    ask(actor, act) {
      const code = Array.from({ length: codeLength }, letter).join('');
      open.set(keyOf(actor, act), code);
      return code;
    },
    take(actor, act, code) {
      const key = keyOf(actor, act);
      const wanted = open.get(key);
      open.delete(key);
      return wanted !== undefined && wanted === code.trim().toLowerCase();
    },
  };
}
