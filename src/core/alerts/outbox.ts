import { type Clock, sleep } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';

/** What came of one try: done, worth another (perhaps not before then), or of no use ever. */
export type Delivery =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly why: string; readonly afterMs?: number }
  | { readonly kind: 'never'; readonly why: string };

/** Posts JSON to an address; never rejects. */
export type Post = (url: string, body: string, signal: AbortSignal) => Promise<Delivery>;

export interface OutboxParts {
  readonly clock: Clock;
  readonly random: Pick<Random, 'below'>;
  readonly log: Log;
  /** What waits is given up when it ends. */
  readonly life: Lifetime;
  readonly post: Post;
}

/** What is to be posted, and where to: asked anew when its turn comes, undefined for nowhere. */
export interface Letter {
  readonly address: () => Promise<string | undefined>;
  readonly body: string;
}

/** 5 s, 20 s, 80 s, then 5 min: what is down for longer than a restart is told by what comes later. */
const firstWaitMs = 5000;
const longestWaitMs = 5 * 60_000;
const tries = 5;
/** What waits to be told at most; the oldest is the least wanted. */
const queueMost = 50;
/** Posts letters one after the other, in their order. Whoever puts one in never waits. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #queue: Letter[] = [];
  #working: Promise<void> | undefined;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    parts.life.own(() => this.#working);
  }

  put(letter: Letter): void {
    this.#queue.push(letter);
    if (this.#queue.length > queueMost) {
      this.#queue.shift();
      this.#parts.log.warn({ most: queueMost }, 'Too many posts wait; the oldest is given up');
    }
    this.#begin();
  }

  #begin(): void {
    this.#working ??= this.#work()
      .catch((err: unknown) => this.#parts.log.error({ err }, 'Nothing could be posted'))
      .finally(() => {
        this.#working = undefined;
        if (this.#queue.length > 0 && !this.#parts.life.signal.aborted) this.#begin();
      });
  }

  async #work(): Promise<void> {
    const { life, log } = this.#parts;
    for (let letter = this.#queue.shift(); letter !== undefined; letter = this.#queue.shift()) {
      if (life.signal.aborted) return;
      const url = await letter.address();
      if (url === undefined) continue;
      const why = await this.#deliver(url, letter.body);
      if (why !== undefined) log.warn({ why, host: hostOf(url) }, 'It could not be posted');
    }
  }

  /** Why it could not be delivered, however often it was tried. */
  async #deliver(url: string, body: string): Promise<string | undefined> {
    const { post, clock, random, life } = this.#parts;
    let why: string | undefined;
    for (let turn = 0; turn < tries; turn += 1) {
      const delivery = await post(url, body, life.signal);
      if (delivery.kind === 'done') return undefined;
      why = delivery.why;
      if (delivery.kind === 'never' || life.signal.aborted) return why;
      if (turn === tries - 1) break;
      const usualMs = Math.min(longestWaitMs, firstWaitMs * 4 ** turn);
      const waitMs = Math.min(longestWaitMs, delivery.afterMs ?? usualMs);
      const waited = sleep(clock, waitMs + random.below(1000), life.signal);
      if (!(await waited.then(always, never))) return why;
    }
    return why;
  }
}

const always = (): boolean => true;
const never = (): boolean => false;

/** The path of a webhook is its secret. */
const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch (failure) {
    return messageOf(failure).slice(0, 20);
  }
};
