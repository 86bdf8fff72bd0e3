import type { Clock } from '../../base/clock.ts';
import type { FloodLimits } from './options.ts';

/** Lets lines through as long as they are not too far ahead of time; the others wait, up to a number of bytes. */
export class FloodGate {
  readonly #limits: FloodLimits;
  readonly #clock: Clock;
  readonly #pass: (line: string) => void;
  readonly #waiting: string[] = [];
  #waitingBytes = 0;
  #paidUntilMs = 0;
  #cancel: (() => void) | undefined;

  constructor(limits: FloodLimits, clock: Clock, pass: (line: string) => void) {
    this.#limits = limits;
    this.#clock = clock;
    this.#pass = pass;
  }

  /** False when more waits than may: the client is to be thrown off. */
  offer(line: string): boolean {
    this.#waiting.push(line);
    this.#waitingBytes += line.length;
    this.#drain();
    return this.#waitingBytes <= this.#limits.receiveQueueBytes;
  }

  close(): void {
    this.#cancel?.();
    this.#waiting.length = 0;
  }

  #drain(): void {
    const nowMs = this.#clock.monotonic();
    this.#paidUntilMs = Math.max(this.#paidUntilMs, nowMs);
    while (this.#waiting.length > 0 && this.#paidUntilMs - nowMs < this.#limits.burstMs) {
      const line = this.#waiting.shift() ?? '';
      this.#waitingBytes -= line.length;
      this.#paidUntilMs += this.#limits.penaltyMs;
      this.#pass(line);
    }
    this.#cancel?.();
    if (this.#waiting.length === 0) return;
    this.#cancel = this.#clock.after(this.#limits.penaltyMs, () => this.#drain());
  }
}
