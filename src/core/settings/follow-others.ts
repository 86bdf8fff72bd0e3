import { messageOf } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Settings } from './settings.ts';

/** Where nobody tells of changes they are looked for as often as this; where somebody does, in case one was lost. */
const lookEveryMs = { untold: 1000, told: 15_000 };

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
  /** Calls back at each change of another process, and says whether it would hear of one now. */
  readonly listen?: (onNotice: () => void) => { heard(): boolean };
}

/** Keeps up with what other processes on the same database change: at once when it is told, else by a small query. */
export function followOthers(
  settings: Pick<Settings, 'catchUp'>,
  { clock, log, life, listen }: Parts,
): void {
  let cancel = (): void => {};
  let looking: Promise<void> | undefined;
  let again = false;
  let failing = false;
  const catchUp = async (): Promise<void> => {
    try {
      await settings.catchUp();
      failing = false;
    } catch (failure) {
      // Said once: the database tells enough of its own trouble.
      if (!failing)
        log.warn({ why: messageOf(failure) }, 'Changes of settings cannot be looked for');
      failing = true;
    }
  };
  const look = async (): Promise<void> => {
    do {
      again = false;
      await catchUp();
    } while (wasToldMeanwhile());
    looking = undefined;
    if (!life.signal.aborted) wait();
  };
  const wasToldMeanwhile = (): boolean => again && !life.signal.aborted;
  const now = (): void => {
    cancel();
    if (looking) again = true;
    else if (!life.signal.aborted) looking = look();
  };
  const wait = (): void => {
    const often = told?.heard() === true ? lookEveryMs.told : lookEveryMs.untold;
    cancel = clock.after(often, now);
  };
  const told = listen?.(now);
  wait();
  life.own(async () => {
    cancel();
    await looking;
  });
}
