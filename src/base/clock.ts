/**
 * Time as an argument. `now()` is wall-clock time for people and records (epoch ms); `monotonic()`
 * never steps and is what limits and windows use (ms from an arbitrary start).
 */
export interface Clock {
  now(): number;
  monotonic(): number;
  /** Calls `run` once after `delayMs`; the returned function cancels it. Does not keep the process alive. */
  after(delayMs: number, run: () => void): () => void;
}

const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), longestTimerMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs` on this clock, or rejects with the signal's reason when it aborts first. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      cancel();
      const reason: unknown = signal?.reason;
      reject(reason);
    };
    const cancel = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Repeats `run` every `everyMs`; the returned function stops it. The next turn starts after the previous one ended. */
export function every(clock: Clock, everyMs: number, run: () => void): () => void {
  let cancel = clock.after(everyMs, turn);
  function turn(): void {
    cancel = clock.after(everyMs, turn);
    run();
  }
  return () => cancel();
}

/** A clock that moves only when told to. */
export interface ManualClock extends Clock {
  /** Moves both clocks, running what becomes due in order; waits for promises between timers. */
  advance(byMs: number): Promise<void>;
  /** Moves wall-clock time only, as a person or NTP does. */
  stepWall(byMs: number): void;
}

export function manualClock(startAt = Date.UTC(2026, 0, 1)): ManualClock {
  let mono = 0;
  let wallOffset = startAt;
  const timers = new Set<{ due: number; run: () => void }>();
  const nextDue = (until: number) =>
    [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0];
  return {
    now: () => wallOffset + mono,
    monotonic: () => mono,
    after(delayMs, run) {
      const timer = { due: mono + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    stepWall(byMs) {
      wallOffset += byMs;
    },
    async advance(byMs) {
      await settle();
      const until = mono + byMs;
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        mono = Math.max(mono, timer.due);
        timer.run();
        await settle();
      }
      mono = until;
      await settle();
    },
  };
}

/** Real time that can be made to jump ahead: for whole programs that talk over real sockets. */
export interface JumpingClock extends Clock {
  /** Jumps ahead, running what becomes due in order. */
  advance(byMs: number): Promise<void>;
}

export function jumpingClock(base: Clock = systemClock): JumpingClock {
  let jumpedMs = 0;
  const timers = new Set<{ readonly due: number; fire: () => void }>();
  const monotonic = () => base.monotonic() + jumpedMs;
  return {
    now: () => base.now() + Math.round(jumpedMs),
    monotonic,
    after(delayMs, run) {
      const timer = { due: monotonic() + Math.max(0, delayMs), fire: () => {} };
      const cancel = base.after(delayMs, () => timer.fire());
      timer.fire = () => {
        cancel();
        if (timers.delete(timer)) run();
      };
      timers.add(timer);
      return () => {
        cancel();
        timers.delete(timer);
      };
    },
    async advance(byMs) {
      const until = monotonic() + byMs;
      const due = () => [...timers].filter((one) => one.due <= until);
      for (let [next] = inOrder(due()); next; [next] = inOrder(due())) {
        jumpedMs += Math.max(0, next.due - monotonic());
        next.fire();
        await settle();
      }
      jumpedMs += Math.max(0, until - monotonic());
      await settle();
    },
  };
}

const inOrder = <Timer extends { readonly due: number }>(
  timers: readonly Timer[],
): readonly Timer[] => [...timers].sort((a, b) => a.due - b.due);

/** Lets everything that is ready to run do so. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
