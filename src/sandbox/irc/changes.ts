import { systemClock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Patience } from './heard.ts';

const patienceMs = 5000;

/** Tells listeners that something changed, once a turn of the event loop. */
export class Changes {
  readonly #listeners = new Set<() => void>();
  #due = false;

  happened(): void {
    if (this.#due || this.#listeners.size === 0) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks again after each change, until there is something or the (real) time is over. */
  until<Found>(
    wish: string,
    look: () => Found | undefined,
    { withinMs = patienceMs }: Patience = {},
  ): Promise<Found> {
    const present = look();
    if (present !== undefined) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const stop = this.listen(() => {
        const found = look();
        if (found === undefined) return;
        stop();
        cancel();
        resolve(found);
      });
      const cancel = systemClock.after(withinMs, () => {
        stop();
        reject(new CastellanError('timed-out', `${wish}: not within ${withinMs} ms`));
      });
    });
  }
}
