import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId, ChannelId, MessageId } from '../../base/ids.ts';
import type { MessageEvent } from '../../core/event.ts';

export interface SaidLately {
  readonly actor: ActorId;
  readonly name: string;
  readonly native: string;
  readonly text: string;
}

const mostMessages = 5000;
const dayMs = 86_400_000;
/** More is in nobody's log. */
const longestText = 600;

/** What was said lately, so that the log can say what a message was before it was changed or deleted. In memory only. */
export class RecentTexts {
  readonly #kept: BoundedMap<SaidLately>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#kept = boundedMap({ maxEntries: mostMessages, ttlMs: dayMs }, clock);
  }

  keep({ id, where, actor, text, details }: MessageEvent): void {
    if (id === undefined) return;
    const files = (details?.files ?? []).map((file) => `[${file}]`);
    const whole = [text, ...files].join(' ').trim().slice(0, longestText);
    const { id: person, name, native } = actor;
    this.#kept.set(keyOf(where.channel, id), { actor: person, name, native, text: whole });
  }

  of(channel: ChannelId, id: MessageId): SaidLately | undefined {
    return this.#kept.get(keyOf(channel, id));
  }

  changed(channel: ChannelId, id: MessageId, text: string): void {
    const before = this.of(channel, id);
    if (before) this.#kept.set(keyOf(channel, id), { ...before, text: text.slice(0, longestText) });
  }

  gone(channel: ChannelId, id: MessageId): void {
    this.#kept.delete(keyOf(channel, id));
  }

  ofPerson(actor: ActorId): readonly SaidLately[] {
    return [...this.#kept.entries()].map(([, said]) => said).filter((said) => said.actor === actor);
  }

  forget(actor: ActorId): number {
    const keys = [...this.#kept.entries()].flatMap(([key, said]) =>
      said.actor === actor ? [key] : [],
    );
    for (const key of keys) this.#kept.delete(key);
    return keys.length;
  }
}

const keyOf = (channel: ChannelId, id: MessageId): string => `${channel} ${id}`;
