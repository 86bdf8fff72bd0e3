import { type ChannelLimit, mostHits } from './limits.ts';
import { RotatingMap } from './rotating-map.ts';
import { silence } from './silence.ts';
import { type TableSize, ageMs, tickOf } from './slot-table.ts';
import type { Where } from './where.ts';

const ring = mostHits.channel;
const [silentUntil, alertedAt, seenAt] = [0, 1, 2];

/** What was asked in one channel lately, by whom. */
interface Channel {
  /**
   * In pairs: when, and half of the asker's fingerprint, which is enough to tell a channel's askers apart.
   */
  readonly hits: Int32Array;
  readonly times: Float64Array;
  next: number;
  count: number;
  /** Known once something was asked there in this run. */
  where: Where | undefined;
  limit: ChannelLimit | undefined;
}

/** One channel as operators see it: what counts in its window now, and how long it is silent yet. */
export interface ChannelNow {
  readonly where: Where;
  readonly limit: ChannelLimit;
  readonly count: number;
  readonly silentForMs: number;
}

/** What a use comes to in its channel; `began`: it is this one that silenced it. */
export interface ChannelAnswer {
  readonly waitMs: number;
  readonly began: boolean;
  /** Operators are to hear of it. */
  readonly alert: boolean;
}

const free: ChannelAnswer = { waitMs: 0, began: false, alert: false };
const bytesEach = ring * 8 + 24 + 200;

/**
 * More than `max` uses within the window, by all together, silence a channel. No one counts for more than his share
 * of them, so it takes at least two, and one spammer's help to a lively channel is bounded. Uses beyond someone's share are
 * let through and not counted: his own limits are there for him.
 */
export class ChannelGuard {
  readonly #channels: RotatingMap<Channel>;

  constructor(capacity: number) {
    this.#channels = new RotatingMap<Channel>(
      capacity,
      // A silence is kept before anything else, then whatever was used last.
      ({ times }) => Math.max(times[silentUntil] ?? 0, times[seenAt] ?? 0),
    );
  }

  get sizes(): TableSize {
    return { ...this.#channels.sizes, bytes: this.#channels.size * bytesEach };
  }

  judge(where: Where, asker: number, nowMs: number, limit: ChannelLimit): ChannelAnswer {
    const channel = this.#channels.get(where.channel) ?? this.#open(where.channel);
    // Mostly the same as last time, and comparing is cheaper than writing a reference.
    if (channel.where !== where) channel.where = where;
    if (channel.limit !== limit) channel.limit = limit;
    channel.times[seenAt] = nowMs;
    const leftMs = silence.leftMs(channel.times, silentUntil, nowMs);
    if (leftMs > 0) return { waitMs: leftMs, began: false, alert: false };
    const tick = tickOf(nowMs);
    const [all, own] = counted(channel, asker, tick, limit.windowMs);
    if (own >= mostOfOne(limit)) return free;
    if (all >= limit.max) return begin(channel, nowMs, limit);
    note(channel, asker, tick);
    return free;
  }

  /** What counts in the window now, and how long it is silent yet. */
  statusOf(id: string, nowMs: number, windowMs: number): { count: number; silentForMs: number } {
    const channel = this.#channels.get(id);
    if (!channel) return { count: 0, silentForMs: 0 };
    const [count] = counted(channel, 0, tickOf(nowMs), windowMs);
    return { count, silentForMs: silence.leftMs(channel.times, silentUntil, nowMs) };
  }

  /** Silences that hold now: which channel, and until when. */
  silences(nowMs: number): readonly { channel: string; where?: Where; untilMs: number }[] {
    return [...this.#channels.entries()]
      .map(([channel, { times, where }]) => ({
        ...{ channel, untilMs: times[silentUntil] ?? 0 },
        ...(where && { where }),
      }))
      .filter(({ untilMs }) => untilMs > nowMs);
  }

  /** Makes another guard know of a channel what this one does. */
  copyInto(other: ChannelGuard, id: string): void {
    const channel = this.#channels.get(id);
    if (!channel) return;
    const { hits, times, ...ring } = channel;
    other.#channels.set(id, { hits: hits.slice(), times: times.slice(), ...ring });
  }

  /** Channels where something counts now, or that are silent, under the limits that they were last judged by. */
  lively(nowMs: number): readonly ChannelNow[] {
    return [...this.#channels.values()].flatMap((channel) => {
      const { where, limit, times } = channel;
      if (!where || !limit) return [];
      const [count] = counted(channel, 0, tickOf(nowMs), limit.windowMs);
      const silentForMs = silence.leftMs(times, silentUntil, nowMs);
      return count + silentForMs > 0 ? { where, limit, count, silentForMs } : [];
    });
  }

  silenceUntil(id: string, untilMs: number): void {
    silence.begin((this.#channels.get(id) ?? this.#open(id)).times, silentUntil, untilMs);
  }

  /** Forgets a channel's state, its silence too; whether it was silent. */
  lift(id: string, nowMs: number): boolean {
    const channel = this.#channels.delete(id);
    return channel !== undefined && silence.leftMs(channel.times, silentUntil, nowMs) > 0;
  }

  clear(): void {
    this.#channels.deleteWhere(() => true);
  }

  sweep(nowMs: number, idleMs: number): number {
    return this.#channels.deleteWhere(
      ({ times }) => (times[silentUntil] ?? 0) <= nowMs && nowMs - (times[seenAt] ?? 0) > idleMs,
    );
  }

  #open(id: string): Channel {
    const hits = new Int32Array(ring * 2);
    const channel: Channel = {
      ...{ hits, times: new Float64Array(3), next: 0, count: 0 },
      ...{ where: undefined, limit: undefined },
    };
    channel.times[alertedAt] = -Infinity;
    this.#channels.set(id, channel);
    return channel;
  }
}

/** Rounded up past the half, so that two can silence a channel and one never can. */
const mostOfOne = ({ max, share }: ChannelLimit): number =>
  Math.min(max, Math.floor(max * share) + 1);

function begin(channel: Channel, nowMs: number, limit: ChannelLimit): ChannelAnswer {
  channel.count = 0;
  silence.begin(channel.times, silentUntil, nowMs + limit.silenceMs);
  const alert = nowMs - (channel.times[alertedAt] ?? 0) >= limit.alertEveryMs;
  if (alert) channel.times[alertedAt] = nowMs;
  return { waitMs: limit.silenceMs, began: true, alert };
}

function note(channel: Channel, asker: number, tick: number): void {
  channel.hits[channel.next * 2] = tick;
  channel.hits[channel.next * 2 + 1] = asker;
  channel.next = (channel.next + 1) % ring;
  channel.count = Math.min(ring, channel.count + 1);
}

/** What is inside the window: by all, and by this asker. */
function counted(
  channel: Channel,
  asker: number,
  tick: number,
  windowMs: number,
): [number, number] {
  let [all, own] = [0, 0];
  while (all < channel.count) {
    const at = (channel.next - all - 1 + ring) % ring;
    if (ageMs(tick, channel.hits[at * 2] ?? 0) >= windowMs) break;
    if (channel.hits[at * 2 + 1] === asker) own += 1;
    all += 1;
  }
  return [all, own];
}
