import { truncate } from '../../base/text.ts';
import { withoutMarkup } from '../markup.ts';
import type { Settings } from '../settings/settings.ts';
import type { TextBook } from '../texts/texts.ts';
import { languageNamed } from '../texts/texts.ts';
import type { Alerts, Raised } from './alerts.ts';
import { alertCard } from './operators-channel.ts';
import { Outbox, type OutboxParts } from './outbox.ts';

/** The setting that says whether an address was given; the address itself lies with the secrets. */
export const webhookSetting = 'core.alertWebhook';

export interface WebhookParts extends OutboxParts {
  readonly alerts: Pick<Alerts, 'follow'>;
  readonly settings: Settings;
  readonly texts: TextBook;
  /** Where to; asked anew each time, undefined for nowhere. */
  readonly address: () => Promise<string | undefined>;
}

/** Discord takes no more in one message. */
const longestContent = 2000;

/**
 * Posts what concerns the whole instance to an address: alerts of one space are told in that space. Who raises an
 * alert never waits; alerts are posted one after the other, in their order.
 */
export function tellWebhook(parts: WebhookParts): void {
  const messenger = new Messenger(parts);
  parts.life.own(parts.alerts.follow((raised) => messenger.take(raised)));
}

class Messenger {
  readonly #parts: WebhookParts;
  readonly #outbox: Outbox;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
    this.#outbox = new Outbox(parts);
  }

  take(raised: Raised): void {
    if (raised.space !== undefined) return;
    this.#outbox.put({ address: this.#parts.address, body: this.#bodyOf(raised) });
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
