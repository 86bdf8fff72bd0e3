import { z } from 'zod';
import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import { type Clock, every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import {
  type ConnectionId,
  channelId,
  connectionId,
  partsOfChannel,
  spaceId,
} from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Door, DoorChange } from '../../core/door.ts';
import type { Place } from '../../core/event.ts';

/** What a community has set about slowmode that comes by itself. */
export interface SlowmodeRules {
  readonly on: boolean;
  /** Messages a minute from which on it is so many seconds; the first that fits counts. */
  readonly steps: readonly { readonly from: number; readonly seconds: number }[];
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  rules(where: Place): SlowmodeRules;
  doorOf(connection: ConnectionId): Door | undefined;
  /** Whether something else guards the door there now. */
  isRaided(where: Place): boolean;
  /** What is set by us outlives the process: written before it is set. */
  save(text: string): void;
}

const windowMs = 60_000;
const lookEveryMs = 30_000;
/** More messages than any step asks for. */
const mostCounted = 300;
const channelsCounted = 2000;

/** A channel that is slow by our doing. */
interface Held {
  readonly where: Place;
  /** Seconds that we set, as the platform writes them, and what we had set before that. */
  readonly after: string;
  readonly earlier: string | null;
}

const heldShape = z.array(
  z.object({
    connection: z.string().transform(connectionId),
    channel: z.string().transform(channelId),
    space: z.string().transform(spaceId),
    name: z.string(),
    after: z.string(),
    earlier: z.string().nullable(),
  }),
);

/**
 * Slows busy channels down, and takes that back when they are calm. A slowmode that somebody set by hand is never
 * touched: only channels without one are slowed, and what somebody changes meanwhile is his.
 */
export class AutoSlowmode {
  readonly #parts: Parts;
  readonly #counts: BoundedMap<{ readonly where: Place; readonly times: number[] }>;
  readonly #held = new Map<string, Held>();
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#counts = boundedMap({ maxEntries: channelsCounted }, parts.clock);
  }

  /** Takes up what an earlier run had set, and looks every half minute; what it returns stops that. */
  begin(saved: string | undefined): () => void {
    const read = saved === undefined ? undefined : heldShape.safeParse(JSON.parse(saved));
    for (const { after, earlier, ...place } of read?.data ?? []) {
      const where: Place = { ...place, platform: 'discord' };
      this.#held.set(where.channel, { where, after, earlier });
    }
    return every(this.#parts.clock, lookEveryMs, () => void this.look());
  }

  /** Something was said. Never throws, never waits. */
  hear(where: Place): void {
    if (where.space === undefined || !this.#parts.rules(where).on) return;
    const nowMs = this.#parts.clock.monotonic();
    const counted = this.#counts.get(where.channel) ?? { where, times: [] };
    counted.times.push(nowMs);
    if (counted.times.length > mostCounted) counted.times.splice(0, mostCounted / 2);
    this.#counts.set(where.channel, counted);
  }

  /** Brings every channel to what its last minute asks for; one look after the other. Never rejects. */
  look(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#look());
    return this.#turn;
  }

  async #look(): Promise<void> {
    const places = new Map([...this.#held].map(([channel, { where }]) => [channel, where]));
    for (const [channel, { where }] of [...this.#counts.entries()]) places.set(channel, where);
    for (const where of places.values()) {
      try {
        if (!this.#parts.isRaided(where)) await this.#bring(where, this.#wanted(where));
      } catch (failure) {
        this.#parts.log.warn(
          { channel: where.channel, problem: messageOf(failure) },
          'Slowmode could not be changed',
        );
      }
    }
  }

  #wanted(where: Place): number {
    const { on, steps } = this.#parts.rules(where);
    const sinceMs = this.#parts.clock.monotonic() - windowMs;
    const times = this.#counts.get(where.channel)?.times ?? [];
    const count = times.filter((atMs) => atMs > sinceMs).length;
    if (count === 0) this.#counts.delete(where.channel);
    return on ? (steps.find(({ from }) => count >= from)?.seconds ?? 0) : 0;
  }

  async #bring(where: Place, seconds: number): Promise<void> {
    const door = this.#parts.doorOf(where.connection);
    const held = this.#held.get(where.channel);
    if (!door || seconds === Number(held?.after ?? 0)) return;
    const change = held ? changeOf(held, seconds) : await this.#fresh(door, where, seconds);
    if (!change) return;
    const after = String(seconds);
    this.#keep(where.channel, { where, after, earlier: held?.after ?? change.before });
    const done = await door.set(where, change, 'How much is said here');
    // What somebody has set meanwhile is his, and what was refused was never ours.
    const isOurs = done.ok && done.value === 'done' && seconds > 0;
    if (!isOurs) this.#keep(where.channel, undefined);
  }

  /** Only where none is set by hand, however short. */
  async #fresh(door: Door, where: Place, slowmodeSeconds: number): Promise<DoorChange | undefined> {
    const wishes = { level: 'slow', margin: 0, untilMs: 0, ours: new Set<string>() } as const;
    const { changes } = await door.plan(where, { ...wishes, slowmodeSeconds });
    const own = changes.find(({ key }) => key === keyOf(where));
    return own?.before === '0' ? own : undefined;
  }

  #keep(channel: string, held: Held | undefined): void {
    if (held) this.#held.set(channel, held);
    else this.#held.delete(channel);
    const all = [...this.#held.values()].map(({ where, after, earlier }) => ({
      ...{ connection: where.connection, channel: where.channel, space: where.space },
      ...{ name: where.name, after, earlier },
    }));
    this.#parts.save(JSON.stringify(all));
  }
}

const keyOf = ({ channel }: Place): string => `slowmode ${partsOfChannel(channel).native}`;

const changeOf = ({ where, after, earlier }: Held, seconds: number): DoorChange => ({
  ...{ key: keyOf(where), what: 'slowmode', name: where.name },
  ...{ before: after, earlier, after: String(seconds) },
});
