import { randomBytes } from 'node:crypto';
import type { Log } from '../../base/log.ts';
import { messageOf } from '../../base/errors.ts';
import type { RedisLink } from '../../storage/redis.ts';
import { type SharedStore, everything } from './shared.ts';

/** Longer than any entry is believed, so that a mark never ends before what it speaks for. */
const marksLiveMs = 30 * 86_400_000;
/** The mark of everything: new each time that a Redis comes back. */
const wholeMark = 'mark';
const touchedChannel = 'touched';
const pendingMost = 1000;

const entryKey = (key: string): string => `entry:${key}`;
const markKey = (tag: string): string => `mark:${tag}`;
const freshMark = (): string => randomBytes(9).toString('base64url');

/**
 * A shared store in Redis. Each tag has a mark there, and an entry carries the marks that its tags had before the
 * source was asked: touching a tag gives it a new mark, and so makes every entry with the old one worthless, without
 * looking for them. After each time that Redis was away the mark of everything is renewed, because nobody knows what
 * was changed meanwhile.
 */
export function redisStore(link: RedisLink, log: Log): SharedStore {
  const pending = new Set<string>();

  const tell = (failure: unknown): void =>
    log.debug({ problem: messageOf(failure) }, 'Redis did not take it');

  async function renew(tags: readonly string[]): Promise<void> {
    await link.set(
      tags.map((tag) => [markKey(tag), freshMark()] as const),
      marksLiveMs,
    );
    await link.publish(touchedChannel, JSON.stringify(tags));
  }

  link.onBack(async () => {
    await link.set([[wholeMark, freshMark()]], marksLiveMs);
    const missed = pending.size < pendingMost ? [...pending] : [everything];
    if (missed.length > 0) await renew(missed);
    pending.clear();
  });

  return {
    ready: () => link.ready(),
    epoch: () => link.epoch(),
    async read(key, tags) {
      if (!link.ready()) return {};
      try {
        const [entry, ...marks] = await link.get([entryKey(key), wholeMark, ...tags.map(markKey)]);
        const now = JSON.stringify(marks);
        const text = textOf(entry ?? null, now);
        return { marks: now, ...(text !== undefined && { text }) };
      } catch (failure) {
        tell(failure);
        return {};
      }
    },
    write: (key, { text, marks, ttlMs }) =>
      link.set([[entryKey(key), `${marks}\n${text}`]], Math.min(ttlMs, marksLiveMs / 2)),
    async touch(tags) {
      if (tags.length === 0) return;
      try {
        if (!link.ready()) throw new Error('Redis is away');
        await renew(tags);
      } catch (failure) {
        tell(failure);
        // Coming back makes all that is there worthless; what others hold in memory by then is told one by one.
        for (const tag of tags) if (pending.size < pendingMost) pending.add(tag);
      }
    },
    onTouched: (listener) =>
      link.onMessage((channel, text) => {
        if (channel === touchedChannel) listener(tagsIn(text));
      }),
  };
}

/** The text of an entry whose tags still have the marks that it was written under. */
function textOf(entry: string | null, marks: string): string | undefined {
  const end = entry?.indexOf('\n') ?? -1;
  return entry !== null && end >= 0 && entry.slice(0, end) === marks
    ? entry.slice(end + 1)
    : undefined;
}

function tagsIn(text: string): readonly string[] {
  try {
    const tags: unknown = JSON.parse(text);
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  } catch {
    // Not ours, or of a version to come.
    return [];
  }
}
