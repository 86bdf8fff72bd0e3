import { type Clock, every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Signals } from '../core/signals/signals.ts';

interface Following {
  /** Goes up with each change, whoever made it. */
  stamp(): Promise<number>;
  load(): Promise<void>;
  /** Where others say at once that they have changed something. */
  readonly topic: string;
  /** Of what it is, for the log: `rules`. */
  readonly what: string;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

const lookEveryMs = 2000;

/** Loads anew what other processes on the same database have changed: looks every two seconds, and at once when told. */
export function followOthers({ topic, what, signals, clock, log, life, ...kept }: Following): void {
  let stamp = -1;
  const look = async (): Promise<void> => {
    const now = await kept.stamp();
    if (now !== stamp && stamp >= 0) await kept.load();
    stamp = now;
  };
  const calmly = (): void =>
    void look().catch((failure: unknown) =>
      log.warn({ problem: messageOf(failure) }, `Changes of ${what} cannot be looked for`),
    );
  life.own(signals.subscribe(topic, calmly));
  life.own(every(clock, lookEveryMs, calmly));
}
