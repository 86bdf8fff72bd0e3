import type { Clock } from '../../base/clock.ts';

const epochMs = 1_420_070_400_000;
const sequencesPerMs = 4096;

/** Makes Discord's ids: time in the high bits, a counter in the low ones, never twice the same, never going back. */
export interface Snowflakes {
  next(): string;
  /** An id that says it was made at this time: an account's age. */
  at(epochTimeMs: number): string;
}

export function snowflakes(clock: Pick<Clock, 'now'>): Snowflakes {
  let lastMs = 0;
  let sequence = 0;
  let backdated = 0;
  return {
    next() {
      const nowMs = Math.max(clock.now() - epochMs, lastMs);
      sequence = nowMs === lastMs ? sequence + 1 : 0;
      lastMs = sequence < sequencesPerMs ? nowMs : nowMs + 1;
      sequence %= sequencesPerMs;
      return ((BigInt(lastMs) << 22n) | BigInt(sequence)).toString();
    },
    at(epochTimeMs) {
      backdated += 1;
      // A worker number of its own keeps these apart from what next() makes.
      const low = (1n << 21n) | BigInt(backdated % 2 ** 20);
      return ((BigInt(Math.max(0, Math.floor(epochTimeMs) - epochMs)) << 22n) | low).toString();
    },
  };
}

export const isSnowflake = (text: string): boolean => /^\d{1,20}$/.test(text);

/** When the thing with this id was made, epoch ms. */
export const timeOf = (id: string): number => Number(BigInt(id) >> 22n) + epochMs;

/** Which of `count` shards serves a guild. */
export const shardOf = (guildId: string, count: number): number =>
  Number((BigInt(guildId) >> 22n) % BigInt(count));

/** Orders ids by age. */
export const isOlder = (left: string, right: string): boolean =>
  left.length === right.length ? left < right : left.length < right.length;
