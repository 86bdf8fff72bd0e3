import { randomBytes } from 'node:crypto';

/** Chance as an argument. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(limit: number): number;
  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item;
  /** URL-safe text with this many bytes of entropy. */
  token(bytes: number): string;
}

function from(next: () => number, token: (bytes: number) => string): Random {
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    token,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('Cannot pick from an empty list');
      return item;
    },
  };
}

export const systemRandom: Random = from(Math.random, (bytes) =>
  randomBytes(bytes).toString('base64url'),
);

/** The same numbers for the same seed, for tests and replays (mulberry32, public domain, T. Ettinger). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const byte = () => Math.floor(next() * 256);
  return from(next, (bytes) =>
    Buffer.from(Array.from({ length: bytes }, byte)).toString('base64url'),
  );
}
