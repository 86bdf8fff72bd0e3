import { type Clock, sleep } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import { truncate } from '../../base/text.ts';
import { withoutMarkup } from '../markup.ts';
import type { Settings } from '../settings/settings.ts';
import type { TextBook } from '../texts/texts.ts';
import { languageNamed } from '../texts/texts.ts';
import type { Alerts, Raised } from './alerts.ts';
import { alertCard } from './operators-channel.ts';

/** The setting that says whether an address was given; the address itself lies with the secrets. */
export const webhookSetting = 'core.alertWebhook';

/** What came of one try: done, worth another (perhaps not before then), or of no use ever. */
export type Delivery =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly why: string; readonly afterMs?: number }
  | { readonly kind: 'never'; readonly why: string };

/** Posts JSON to an address; never rejects. */
export type Post = (url: string, body: string, signal: AbortSignal) => Promise<Delivery>;

export interface WebhookParts {
  readonly alerts: Pick<Alerts, 'follow'>;
  readonly settings: Settings;
  readonly texts: TextBook;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below'>;
  readonly log: Log;
  readonly life: Lifetime;
  /** Where to; asked anew each time, undefined for nowhere. */
  readonly address: () => Promise<string | undefined>;
  readonly post: Post;
}

/** 5 s, 20 s, 80 s, then 5 min: what is down for longer than a restart is told by what comes later. */
const firstWaitMs = 5000;
const longestWaitMs = 5 * 60_000;
const tries = 5;
/** What waits to be told at most; the oldest is the least wanted. */
const queueMost = 50;
/** Discord takes no more in one message. */
const longestContent = 2000;

/**
 * Posts what concerns the whole instance to an address: alerts of one space are told in that space. Who raises an
 * alert never waits; alerts are posted one after the other, in their order.
 */
export function tellWebhook(parts: WebhookParts): void {
  const messenger = new Messenger(parts);
  parts.life.own(parts.alerts.follow((raised) => messenger.take(raised)));
  parts.life.own(() => messenger.ended());
}

class Messenger {
  readonly #parts: WebhookParts;
  readonly #queue: string[] = [];
  #working: Promise<void> | undefined;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
  }

  take(raised: Raised): void {
    if (raised.space !== undefined) return;
    this.#queue.push(this.#bodyOf(raised));
    if (this.#queue.length > queueMost) {
      this.#queue.shift();
      this.#parts.log.warn({ most: queueMost }, 'Too many alerts wait; the oldest is not posted');
    }
    this.#begin();
  }

  #begin(): void {
    this.#working ??= this.#work()
      .catch((err: unknown) => this.#parts.log.error({ err }, 'Alerts could not be posted'))
      .finally(() => {
        this.#working = undefined;
        if (this.#queue.length > 0 && !this.#parts.life.signal.aborted) this.#begin();
      });
  }

  /** The program does not wait for a server that does not answer. */
  async ended(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    const { life, address, log } = this.#parts;
    for (let body = this.#queue.shift(); body !== undefined; body = this.#queue.shift()) {
      if (life.signal.aborted) return;
      const url = await address();
      if (url === undefined) continue;
      const why = await this.#deliver(url, body);
      if (why !== undefined) log.warn({ why, host: hostOf(url) }, 'An alert could not be posted');
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

  /** Read by Discord's webhooks (`content`) and by anything that takes JSON (`alert`). Nobody is pinged by it. */
  #bodyOf(raised: Raised): string {
    const { settings, texts } = this.#parts;
    const { say } = alertCard(
      raised,
      texts.in(languageNamed(settings.readText('core.language', {}))),
    );
    const { subject, tone, atMs, untold, text } = raised;
    return JSON.stringify({
      username: 'Castellan',
      content: truncate(`${marks[tone]} ${say}`, longestContent),
      allowed_mentions: { parse: [] },
      alert: {
        ...{ subject, tone, text: withoutMarkup(say), key: text.key, facts: text.facts, untold },
        at: new Date(atMs).toISOString(),
      },
    });
  }
}

const marks = { info: 'ℹ️', warning: '⚠️', error: '🛑', success: '✅' } as const;

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
