import { type CircuitBreakerPolicy, CircuitState, circuitBreaker, handleWhen } from 'cockatiel';
import type { Clock } from '../../base/clock.ts';
import type { HookState } from './desk.ts';
import { hookLimits } from './limits.ts';

/** A call that was ended because its module goes says nothing about the hook. */
export class CutOff extends Error {
  constructor() {
    super('Its module was unloaded');
    this.name = 'CutOff';
  }
}

/** What the breaker tells of itself. */
export interface BreakerNews {
  opened(failures: number): void;
  closed(): void;
}

/** When it opens, and for how long. */
export interface BreakerLimits {
  readonly failures: number;
  readonly failuresWithinMs: number;
  readonly openForMs: number;
}

/**
 * The breaker of one hook. Cockatiel keeps its states and lets one probe through; when it opens and when the time to
 * try again has come is said here, because cockatiel reads the wall clock and counts shares, not failures in a window.
 */
export class HookBreaker {
  readonly #policy: CircuitBreakerPolicy;
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly #limits: BreakerLimits;
  /** When the latest failures were, on the monotonic clock. */
  #failedMs: number[] = [];
  #openedMs = 0;
  #openedAtMs = 0;
  #enable: (() => void) | undefined;

  constructor(
    clock: Pick<Clock, 'now' | 'monotonic'>,
    news: BreakerNews,
    limits: BreakerLimits = hookLimits,
  ) {
    this.#clock = clock;
    this.#limits = limits;
    this.#policy = circuitBreaker(
      handleWhen((failure) => !(failure instanceof CutOff)),
      // Whether it is time is asked before each call, so that cockatiel's own clock never says no.
      { halfOpenAfter: Number.NEGATIVE_INFINITY, breaker: this.#window() },
    );
    this.#policy.onBreak((why) => {
      if ('isolated' in why) return;
      this.#openedMs = clock.monotonic();
      this.#openedAtMs = clock.now();
      news.opened(this.#failedMs.length);
    });
    this.#policy.onReset(() => {
      this.#failedMs = [];
      if (this.#openedAtMs !== 0) news.closed();
      this.#openedAtMs = 0;
    });
  }

  /** Whether a call may be made now. */
  get admits(): boolean {
    const { state } = this.#policy;
    if (state === CircuitState.Open) return this.#clock.monotonic() >= this.#retryMs;
    return state === CircuitState.Closed;
  }

  /** Makes a call that it admits. Rejects with what the call rejects with. */
  run(call: () => void | Promise<void>): Promise<void> {
    return this.#policy.execute(call);
  }

  get state(): HookState {
    switch (this.#policy.state) {
      case CircuitState.Isolated:
        return { state: 'disabled' };
      case CircuitState.HalfOpen:
        return { state: 'probing' };
      case CircuitState.Open:
        return {
          ...{ state: 'open', sinceMs: this.#openedAtMs },
          retryAtMs: this.#openedAtMs + this.#limits.openForMs,
        };
      case CircuitState.Closed:
        return { state: 'ready' };
    }
  }

  setDisabled(disabled: boolean): void {
    if (disabled === (this.#enable !== undefined)) return;
    if (disabled) this.#enable = this.#policy.isolate().dispose;
    else {
      this.#enable?.();
      this.#enable = undefined;
    }
  }

  /** Closes it, and forgets what failed. What is disabled stays so. */
  reset(): void {
    this.#failedMs = [];
    this.#policy.isolate().dispose();
  }

  get #retryMs(): number {
    return this.#openedMs + this.#limits.openForMs;
  }

  #window() {
    return {
      state: undefined,
      success: () => {},
      failure: (): boolean => {
        const nowMs = this.#clock.monotonic();
        const fresh = this.#failedMs.filter((ms) => nowMs - ms < this.#limits.failuresWithinMs);
        this.#failedMs = [...fresh, nowMs].slice(-this.#limits.failures);
        return this.#failedMs.length >= this.#limits.failures;
      },
    };
  }
}
