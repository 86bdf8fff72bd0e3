import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Guard, Sending, Waiting } from '../guard/index.ts';

/** The guard on the way out, with the timer that lets out what has waited. */
export interface WayOut extends Pick<Guard, 'takeBack'> {
  judge(sending: Sending, nowMs: number): ReturnType<Guard['judgeOutput']>;
  putOff(sending: Sending, waiting: Waiting): void;
}

interface Parts {
  readonly clock: Clock;
  readonly life: Pick<Lifetime, 'own'>;
}

/** Ends silences when they are over, and says what has waited, each target at its own pace. */
export function openWayOut(guard: Guard, { clock, life }: Parts): WayOut {
  let timer: { readonly atMs: number; readonly cancel: () => void } | undefined;

  function turn(): void {
    timer = undefined;
    for (const waiting of guard.advanceOutput(clock.monotonic())) waiting.send();
    wake();
  }

  function wake(): void {
    const nowMs = clock.monotonic();
    const atMs = guard.nextOutputAtMs(nowMs);
    if (atMs === undefined || (timer && timer.atMs <= atMs)) return;
    timer?.cancel();
    timer = { atMs, cancel: clock.after(Math.max(0, atMs - nowMs), turn) };
  }

  life.own(() => timer?.cancel());
  // What begins or is lifted may come before what was next.
  life.own(guard.follow(({ kind }) => (kind.startsWith('output') ? wake() : undefined)));
  wake();
  return {
    judge: (sending, nowMs) => guard.judgeOutput(sending, nowMs),
    takeBack: (sending, atMs) => guard.takeBack(sending, atMs),
    putOff(sending, waiting) {
      guard.putOff(sending, waiting);
      wake();
    },
  };
}
