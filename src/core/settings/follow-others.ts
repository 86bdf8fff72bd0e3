import { messageOf } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Settings } from './settings.ts';

/** What another process changes is obeyed here after at most this time and the time of a query. */
const lookEveryMs = 1000;

/** Keeps up with what other processes on the same database change: one small query a second. */
export function followOthers(
  settings: Pick<Settings, 'catchUp'>,
  { clock, log, life }: { readonly clock: Clock; readonly log: Log; readonly life: Lifetime },
): void {
  let cancel = (): void => {};
  let looking: Promise<void> = Promise.resolve();
  let failing = false;
  const look = async (): Promise<void> => {
    try {
      await settings.catchUp();
      failing = false;
    } catch (failure) {
      // Said once: the database tells enough of its own trouble.
      if (!failing)
        log.warn({ why: messageOf(failure) }, 'Changes of settings cannot be looked for');
      failing = true;
    }
    if (!life.signal.aborted) cancel = clock.after(lookEveryMs, next);
  };
  const next = (): void => {
    looking = look();
  };
  cancel = clock.after(lookEveryMs, next);
  life.own(async () => {
    cancel();
    await looking;
  });
}
