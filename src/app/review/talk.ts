import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId, ChannelId, MessageId } from '../../base/ids.ts';
import type { ReviewedLine } from '../../core/cases/review.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { InboundEvent } from '../../core/event.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';

/** Something that was said in a channel a moment ago. */
export interface SaidLine {
  readonly id?: MessageId;
  readonly atMs: number;
  readonly actor: Subject;
  readonly text: string;
}

const channelsKept = 500;
const keptMs = 30 * 60_000;
const linesEach = 20;
const longestText = 400;
const linesBefore = 6;
const linesAfter = 3;

interface Channel {
  readonly lines: SaidLine[];
}

/** The last lines of each channel, in memory only, bounded and for half an hour: what stands around a message. */
export class RecentTalk {
  readonly #channels: BoundedMap<Channel>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#channels = boundedMap({ maxEntries: channelsKept, ttlMs: keptMs }, clock);
  }

  take(event: InboundEvent): void {
    if (event.kind !== 'message' || event.replayed || event.where.space === undefined) return;
    const { where, actor, atMs, text, id } = event;
    const known = this.#channels.get(where.channel) ?? { lines: [] };
    known.lines.push({
      ...{ atMs, actor: { id: actor.id, name: actor.name, native: actor.native } },
      text: text.slice(0, longestText),
      ...(id !== undefined && { id }),
    });
    if (known.lines.length > linesEach) known.lines.shift();
    this.#channels.set(where.channel, known);
  }

  find(channel: ChannelId, id: MessageId): SaidLine | undefined {
    return this.#lines(channel).find((line) => line.id === id);
  }

  lastOf(channel: ChannelId, actor: ActorId): SaidLine | undefined {
    return this.#lines(channel).findLast((line) => line.actor.id === actor);
  }

  /** What was said before and after, oldest first, without the line itself. */
  around(
    channel: ChannelId,
    one: { readonly id?: MessageId | undefined; readonly atMs: number; readonly actor: ActorId },
  ): readonly ReviewedLine[] {
    const lines = this.#lines(channel);
    const at = lines.findIndex(({ id, atMs, actor }) =>
      one.id === undefined ? atMs === one.atMs && actor.id === one.actor : id === one.id,
    );
    const before = at < 0 ? lines.filter(({ atMs }) => atMs <= one.atMs) : lines.slice(0, at);
    const after = at < 0 ? [] : lines.slice(at + 1);
    return [...before.slice(-linesBefore), ...after.slice(0, linesAfter)].map(
      ({ atMs, actor, text }) => ({ atMs, actor: actor.id, name: actor.name, text }),
    );
  }

  readonly personal: PersonalHook = {
    name: 'talk',
    tell: ({ actor }) => Promise.resolve(this.#all().filter((line) => line.actor.id === actor)),
    erase: ({ actor }) => Promise.resolve(this.#forget(actor)),
  };

  #forget(actor: string): number {
    let count = 0;
    for (const [, { lines }] of this.#channels.entries()) {
      const others = lines.filter((line) => line.actor.id !== actor);
      count += lines.length - others.length;
      lines.splice(0, lines.length, ...others);
    }
    return count;
  }

  #all(): readonly SaidLine[] {
    return [...this.#channels.entries()].flatMap(([, { lines }]) => lines);
  }

  #lines(channel: ChannelId): readonly SaidLine[] {
    return this.#channels.get(channel)?.lines ?? [];
  }
}
