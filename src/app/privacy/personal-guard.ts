import type { Clock } from '../../base/clock.ts';
import type { Keep } from '../../core/keep/keep.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import type { Guard } from '../../guard/index.ts';
import { saveGuard } from '../guard.ts';

interface Parts {
  readonly guard: Guard;
  readonly keep: Keep;
  readonly clock: Clock;
}

/** Mutes, bans and counters of the guard, in memory and in what it keeps over restarts. */
export function personalGuard({ guard, keep, clock }: Parts): PersonalHook {
  const heldNow = () => {
    const nowMs = clock.monotonic();
    return guard.save({ nowMs, wallMs: clock.now() }).sanctions;
  };
  const heldOf = (actor: string) => heldNow().filter((one) => one.actor === guard.countedAs(actor));
  return {
    name: 'guard',
    tell: ({ actor }) => Promise.resolve(heldOf(actor)),
    async erase({ actor }) {
      const count = heldOf(actor).length;
      // What is merely counted is forgotten too, and is no number that anybody could check.
      guard.reset(actor);
      saveGuard(guard, { keep, clock });
      await keep.settled();
      return count;
    },
    everybody: () => Promise.resolve(heldNow().map(({ actor }) => actor)),
    // Where a network is counted as one, the name may be another's.
    namesOf: (actor) =>
      Promise.resolve(
        heldNow()
          .filter((one) => one.actor === actor)
          .flatMap(({ name }) => name ?? []),
      ),
  };
}
