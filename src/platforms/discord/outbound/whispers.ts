import { z } from 'zod';
import { boundedMap, type BoundedMap } from '../../../base/bounded-map.ts';
import type { Clock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import type { Said } from '../../../core/platform.ts';
import type { Api } from '../api.ts';
import type { MessageBody } from './from-card.ts';
import type { Messages } from './messages.ts';

interface Parts {
  readonly api: Api;
  readonly messages: Pick<Messages, 'post'>;
  readonly clock: Clock;
}

const channel = z.object({ id: z.string() });
const conversationsKept = 1000;
/**
 * Discord takes a bot that opens many conversations for a spammer. So many new ones within so long; beyond that,
 * people are told nothing.
 */
const [mostNew, newWithinMs] = [10, 10 * 60_000];

/** Direct messages with what only one person is to see. */
export class Whispers {
  readonly #parts: Parts;
  readonly #conversations: BoundedMap<string>;
  #openedAtMs: readonly number[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#conversations = boundedMap({ maxEntries: conversationsKept }, parts.clock);
  }

  /** Says it to this person alone; nothing is said where that cannot be. */
  async tell(user: string, body: MessageBody): Promise<Said> {
    try {
      const conversation = this.#conversations.get(user) ?? (await this.#open(user));
      if (conversation === undefined) return {};
      return await this.#parts.messages.post(conversation, body, { lane: 'bulk' });
    } catch (failure) {
      // Who takes no direct messages is told nothing; anything else is a fault.
      if (failure instanceof CastellanError && failure.code === 'platform-refused') return {};
      throw failure;
    }
  }

  async #open(user: string): Promise<string | undefined> {
    const { api, clock } = this.#parts;
    const nowMs = clock.monotonic();
    this.#openedAtMs = this.#openedAtMs.filter((atMs) => nowMs - atMs < newWithinMs);
    if (this.#openedAtMs.length >= mostNew) return undefined;
    this.#openedAtMs = [...this.#openedAtMs, nowMs];
    const body = { recipient_id: user };
    const answer = await api.call({
      ...{ method: 'Post', route: '/users/@me/channels', body, repeatable: true },
    });
    const { id } = channel.parse(answer);
    this.#conversations.set(user, id);
    return id;
  }
}
