import type { Rules } from './dispatch.ts';
import type { Link } from './link.ts';

/** A timer this late says that our own loop stood still, not that the server is gone. */
const stalledMs = 2000;

/** Knows a dead link from a silent one: asks after a while of silence, and gives up without an answer. */
export class Keepalive {
  readonly #link: Link;
  readonly #dead: (problem: string) => void;
  #heard = true;
  #askedMs: number | undefined;
  latencyMs: number | undefined;

  constructor(link: Link, dead: (problem: string) => void) {
    this.#link = link;
    this.#dead = dead;
  }

  rules(): Rules {
    return {
      PING: { min: 1, run: ({ params }) => this.#link.send(`PONG :${params.at(-1) ?? ''}`) },
      PONG: { min: 1, run: ({ params }) => this.#pong(params.at(-1) ?? '') },
    };
  }

  start(): void {
    this.#ask();
  }

  /** Something came. Called for each line, so it only notes that. */
  heard(): void {
    this.#heard = true;
  }

  #ask(): void {
    this.#askedMs = this.#link.clock.monotonic();
    this.#heard = false;
    this.#link.send(`PING :castellan-${Math.round(this.#askedMs)}`);
    this.#checkIn(this.#link.tuning.pongWithinMs, () => this.#judge());
  }

  #judge(): void {
    const { pongWithinMs, pingAfterMs } = this.#link.tuning;
    if (!this.#heard) return this.#dead(`the server has not answered for ${pongWithinMs / 1000} s`);
    this.#askedMs = undefined;
    this.#checkIn(pingAfterMs, () => this.#ask());
  }

  /** After a stall of our own the data that waits in the socket is heard first. */
  #checkIn(delayMs: number, run: () => void): void {
    const dueMs = this.#link.clock.monotonic() + delayMs;
    this.#link.after(delayMs, () => {
      const lateMs = this.#link.clock.monotonic() - dueMs;
      if (lateMs < stalledMs) return run();
      this.#link.log.warn(
        { lateMs: Math.round(lateMs) },
        'The program stood still; giving the server more time',
      );
      this.#checkIn(this.#link.tuning.pongWithinMs, run);
    });
  }

  #pong(token: string): void {
    if (this.#askedMs === undefined || token !== `castellan-${Math.round(this.#askedMs)}`) return;
    this.latencyMs = Math.round((this.#link.clock.monotonic() - this.#askedMs) * 10) / 10;
    this.#askedMs = undefined;
    this.#link.changed();
  }
}
