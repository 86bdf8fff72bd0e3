import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { type Clock, every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';

/** A Redis (or a server that speaks like one) that may be away at any time. */
export interface RedisLink {
  /** Both connections are up: what is asked is answered, and what others publish is heard. */
  ready(): boolean;
  /** Counts the times that it came back: what others published in between was not heard. */
  epoch(): number;
  /** Throws where it is away. Keys are without the prefix. */
  get(keys: readonly string[]): Promise<readonly (string | null)[]>;
  set(entries: readonly (readonly [key: string, text: string])[], ttlMs: number): Promise<void>;
  publish(channel: string, text: string): Promise<void>;
  /** Calls back with what other processes publish; own messages are left out. */
  onMessage(listener: (channel: string, text: string) => void): () => void;
  /** Calls back each time that it is there, before `ready` says so; until it resolves nobody uses it. */
  onBack(listener: () => Promise<void>): () => void;
}

interface Parts {
  readonly url: string;
  /** Stands before every key and channel, so that several programs can share one server. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly life: Lifetime;
  readonly log: Log;
}

/** Longer than this nobody waits: the source is then faster. */
const answerWithinMs = 500;
const connectWithinMs = 5000;
const pingEveryMs = 3000;
const againFirstMs = 100;
const againMostMs = 5000;

export function openRedis(parts: Parts): RedisLink {
  return new Link(parts);
}

class Link implements RedisLink {
  readonly #parts: Parts;
  readonly #self = randomBytes(9).toString('base64url');
  readonly #asking: Redis;
  readonly #hearing: Redis;
  readonly #listeners = new Set<(channel: string, text: string) => void>();
  readonly #back = new Set<() => Promise<void>>();
  #ready = false;
  #epoch = 0;
  #told = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#asking = this.#client();
    this.#hearing = this.#client();
    this.#hearing.on('pmessage', (_pattern: string, channel: string, data: string) =>
      this.#heard(channel, data),
    );
    for (const client of [this.#asking, this.#hearing]) {
      client.on('ready', () => void this.#arrive());
      client.on('close', () => this.#leave());
      client.on('error', (failure: Error) => this.#complain(failure));
      client.connect().catch((failure: unknown) => this.#complain(failure));
    }
    parts.life.own(every(parts.clock, pingEveryMs, () => this.#ping()));
    parts.life.own(() => {
      this.#asking.disconnect();
      this.#hearing.disconnect();
    });
  }

  ready = (): boolean => this.#ready;
  epoch = (): number => this.#epoch;

  async get(keys: readonly string[]): Promise<readonly (string | null)[]> {
    return this.#asking.mget(keys.map((key) => this.#parts.prefix + key));
  }

  async set(entries: readonly (readonly [string, string])[], ttlMs: number): Promise<void> {
    const all = this.#asking.multi();
    for (const [key, text] of entries)
      all.set(this.#parts.prefix + key, text, 'PX', Math.ceil(ttlMs));
    const done = await all.exec();
    const failed = done?.find(([failure]) => failure)?.[0];
    if (failed) throw failed;
  }

  async publish(channel: string, text: string): Promise<void> {
    await this.#asking.publish(this.#parts.prefix + channel, `${this.#self} ${text}`);
  }

  onMessage(listener: (channel: string, text: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onBack(listener: () => Promise<void>): () => void {
    this.#back.add(listener);
    return () => this.#back.delete(listener);
  }

  #client(): Redis {
    return new Redis(this.#parts.url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      commandTimeout: answerWithinMs,
      connectTimeout: connectWithinMs,
      retryStrategy: (times) => Math.min(againMostMs, againFirstMs * 2 ** Math.min(times, 10)),
    });
  }

  /** Usable once both connections are up, others are heard, and everybody has done what there is to do first. */
  async #arrive(): Promise<void> {
    if (this.#asking.status !== 'ready' || this.#hearing.status !== 'ready') return;
    const epoch = (this.#epoch += 1);
    try {
      await this.#hearing.psubscribe(`${globbed(this.#parts.prefix)}*`);
      for (const listener of this.#back) await listener();
      if (epoch !== this.#epoch) return;
      this.#ready = true;
      this.#told = false;
      this.#parts.log.info({}, 'Redis is connected');
    } catch (failure) {
      this.#complain(failure);
      this.#hearing.disconnect(true);
    }
  }

  #leave(): void {
    this.#epoch += 1;
    this.#ready = false;
  }

  /** A server that is gone without a word is not told from a silent one by anything else. */
  #ping(): void {
    for (const client of [this.#asking, this.#hearing]) {
      if (client.status !== 'ready') continue;
      client.ping().catch(() => {
        this.#leave();
        client.disconnect(true);
      });
    }
  }

  #heard(channel: string, data: string): void {
    const { prefix } = this.#parts;
    const [from = ''] = data.split(' ', 1);
    if (from === this.#self || !channel.startsWith(prefix)) return;
    const text = data.slice(from.length + 1);
    for (const listener of this.#listeners) listener(channel.slice(prefix.length), text);
  }

  #complain(failure: unknown): void {
    if (this.#told || this.#parts.life.signal.aborted) return;
    this.#told = true;
    const problem = messageOf(failure);
    this.#parts.log.warn({ problem }, 'Redis is away; everything works without it, only slower');
  }
}

const globbed = (text: string): string => text.replace(/[\\*?[\]]/g, '\\$&');

/** Whether a Redis answers at this address, in words where it does not. For checks, not for work. */
export async function redisProblem(url: string): Promise<string | undefined> {
  const client = new Redis(url, {
    ...{ lazyConnect: true, maxRetriesPerRequest: 0, connectTimeout: connectWithinMs },
    retryStrategy: () => null,
  });
  // What went wrong first says more than that the connection is closed in the end.
  let first: string | undefined;
  client.on('error', (failure: Error) => (first ??= messageOf(failure)));
  try {
    await client.connect();
    await client.ping();
    return undefined;
  } catch (failure) {
    return first ?? messageOf(failure);
  } finally {
    client.disconnect();
  }
}
