import { dirname } from 'node:path';
import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { type Json, readJson } from '../values/values.ts';
import { writeAtomically } from './atomic-write.ts';
import type { Disk } from './disk.ts';
import { queues } from './queues.ts';

export interface ReadOptions {
  /** Asks the disk, whatever is remembered. */
  readonly fresh?: boolean;
}

export interface WriteOptions {
  /** Whether the text stays remembered; else the next read asks the disk. */
  readonly remember?: boolean;
}

/** Counts since the start. */
export interface FileCounts {
  readonly reads: number;
  readonly writes: number;
  readonly hits: number;
  readonly misses: number;
  readonly bypasses: number;
  readonly readFailures: number;
  readonly writeFailures: number;
  readonly invalidations: number;
}

/** How the JSON files of extensions do, since the start. */
export interface FileStats extends FileCounts {
  readonly remembered: number;
  readonly rememberedMost: number;
  /** Files that somebody works on right now. */
  readonly busy: number;
  readonly sinceMs: number;
  /** By how many of the reads and writes failed: under 1 %, up to 5 %, more. */
  readonly health: 'healthy' | 'degraded' | 'critical';
}

/** JSON files by their absolute, canonical path. */
export interface JsonFiles {
  /** Undefined where there is no file. Throws `bad-input` where there is one that is no JSON; it stays as it is. */
  read(path: string, options?: ReadOptions): Promise<Json | undefined>;
  write(path: string, value: Json, options?: WriteOptions): Promise<void>;
  /** Reads, changes and writes as one: of several at once none is lost. */
  update(path: string, change: (before: Json | undefined) => Json): Promise<Json>;
  remove(path: string): Promise<boolean>;
  forget(path?: string): void;
  stats(): FileStats;
}

interface Parts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}

const rememberedMost = 1000;
const rememberedMs = 300_000;
const degradedFrom = 0.01;
const criticalFrom = 0.05;

export function jsonFiles(parts: Parts): JsonFiles {
  return new Engine(parts);
}

class Engine implements JsonFiles {
  readonly #parts: Parts;
  readonly #texts;
  readonly #queues = queues();
  readonly #sinceMs: number;
  readonly #counts = {
    ...{ reads: 0, writes: 0, hits: 0, misses: 0, bypasses: 0 },
    ...{ readFailures: 0, writeFailures: 0, invalidations: 0 },
  };

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#sinceMs = parts.clock.now();
    const limits = { maxEntries: rememberedMost, ttlMs: rememberedMs };
    this.#texts = boundedMap<string>(limits, parts.clock);
  }

  /** In line with what is being written, so that a text read before a write is not remembered after it. */
  read(path: string, options: ReadOptions = {}): Promise<Json | undefined> {
    const known = options.fresh ? undefined : this.#texts.get(path);
    if (known === undefined) return this.#queues.run(path, () => this.#load(path, options));
    this.#counts.reads += 1;
    this.#counts.hits += 1;
    return Promise.resolve(parsed(path, known));
  }

  write(path: string, value: Json, options: WriteOptions = {}): Promise<void> {
    return this.#queues.run(path, () => this.#store(path, value, options));
  }

  update(path: string, change: (before: Json | undefined) => Json): Promise<Json> {
    return this.#queues.run(path, async () => {
      const after = change(await this.#load(path, { fresh: true }));
      await this.#store(path, after, {});
      return after;
    });
  }

  remove(path: string): Promise<boolean> {
    return this.#queues.run(path, async () => {
      this.forget(path);
      const was = await this.#parts.disk.remove(path);
      if (was) await this.#parts.disk.syncFolder(dirname(path));
      return was;
    });
  }

  forget(path?: string): void {
    this.#counts.invalidations += 1;
    if (path === undefined) this.#texts.clear();
    else this.#texts.delete(path);
  }

  stats(): FileStats {
    const { reads, writes, readFailures, writeFailures } = this.#counts;
    const failing = (readFailures + writeFailures) / Math.max(1, reads + writes);
    const health =
      failing > criticalFrom ? 'critical' : failing >= degradedFrom ? 'degraded' : 'healthy';
    const { size: remembered } = this.#texts;
    return {
      ...{ ...this.#counts, remembered, rememberedMost, health },
      ...{ busy: this.#queues.size(), sinceMs: this.#sinceMs },
    };
  }

  async #load(path: string, { fresh }: ReadOptions): Promise<Json | undefined> {
    this.#counts.reads += 1;
    const known = fresh ? undefined : this.#texts.get(path);
    this.#counts[known === undefined ? (fresh ? 'bypasses' : 'misses') : 'hits'] += 1;
    try {
      const text = known ?? (await this.#parts.disk.read(path));
      if (text === undefined) return undefined;
      const value = parsed(path, text);
      this.#texts.set(path, text);
      return value;
    } catch (failure) {
      this.#counts.readFailures += 1;
      throw failure;
    }
  }

  async #store(path: string, value: Json, { remember = true }: WriteOptions): Promise<void> {
    this.#counts.writes += 1;
    const text = `${JSON.stringify(value, undefined, 2)}\n`;
    this.#texts.delete(path);
    try {
      await this.#parts.disk.makeFolder(dirname(path));
      await writeAtomically(path, text, this.#parts);
      if (remember) this.#texts.set(path, text);
    } catch (failure) {
      this.#counts.writeFailures += 1;
      throw failure;
    }
  }
}

function parsed(path: string, text: string): Json {
  try {
    return readJson(text);
  } catch (cause) {
    throw new CastellanError(
      'bad-input',
      `${path} holds no JSON (${messageOf(cause)}). It was left as it is: mend it, or move it away to begin anew.`,
      { cause },
    );
  }
}
