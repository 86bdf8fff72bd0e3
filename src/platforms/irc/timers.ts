import type { Clock } from '../../base/clock.ts';

/** Timers that end together. */
export class Timers {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #running = new Set<() => void>();
  #stopped = false;

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  after(delayMs: number, run: () => void): () => void {
    if (this.#stopped) return () => {};
    const cancelTimer = this.#clock.after(delayMs, () => {
      this.#running.delete(cancel);
      run();
    });
    const cancel = (): void => {
      this.#running.delete(cancel);
      cancelTimer();
    };
    this.#running.add(cancel);
    return cancel;
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of [...this.#running]) cancel();
  }
}
