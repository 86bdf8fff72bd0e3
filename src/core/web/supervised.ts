import { type Clock, sleep } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { HookBreaker } from '../hooks/breaker.ts';

/** How much a part of a module on the web may take. */
export const webLimits = {
  callWithinMs: 10_000,
  /** Calls of one part at once. */
  atOnce: 16,
} as const;

/** Why a part was not called. */
export class Resting extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super('It failed too often, and rests');
    this.retryAfterMs = retryAfterMs;
  }
}

/** Calls code of a module so that it can neither hang nor fail for ever: with a time limit, a breaker and so many at once. */
export class Supervised {
  readonly #clock: Clock;
  readonly #breaker: HookBreaker;
  #running = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#breaker = new HookBreaker(clock, { opened: () => {}, closed: () => {} });
  }

  /** Rejects with what the call rejects with, with `timed-out`, or with Resting. */
  async call<Value>(run: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    if (!this.#breaker.admits) throw new Resting(this.#retryAfterMs());
    if (this.#running >= webLimits.atOnce) throw new Resting(1000);
    this.#running += 1;
    let value: { readonly found: Value } | undefined;
    try {
      await this.#breaker.run(async () => {
        value = { found: await this.#within(run) };
      });
    } finally {
      this.#running -= 1;
    }
    if (value) return value.found;
    throw new CastellanError('broken-invariant', 'A call ended without a value');
  }

  #retryAfterMs(): number {
    const { state } = this.#breaker;
    return state.state === 'open' ? Math.max(1000, state.retryAtMs - this.#clock.now()) : 1000;
  }

  async #within<Value>(run: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const over = new AbortController();
    const late = sleep(this.#clock, webLimits.callWithinMs, over.signal).then((): never => {
      const failure = new CastellanError(
        'timed-out',
        `It did not answer within ${webLimits.callWithinMs} ms`,
      );
      over.abort(failure);
      throw failure;
    });
    // Whoever is first tells; the other is nobody's concern.
    late.catch(() => {});
    try {
      return await Promise.race([run(over.signal), late]);
    } finally {
      over.abort(new Error('Nobody waits any more'));
    }
  }
}
