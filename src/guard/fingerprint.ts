import type { Random } from '../base/random.ts';

/** The secret that fingerprints are made with. Kept with the guard's state, so that what was counted is found again. */
export type Seed = readonly [number, number, number, number];

const positions = 256;

/** A secret from chance, in 32-bit halves. */
export function seedFrom(random: Random): Seed {
  const half = () => random.below(2 ** 32) | 0;
  return [half(), half(), half(), half()];
}

/**
 * Two independent 32-bit hashes of a text, made with a secret: `high` and `low`, valid until the next call.
 *
 * Each is a sum of the characters times secret odd factors by position (a universal family), so that nobody can
 * make an id that falls together with another's: two texts share both halves with a chance of about 2⁻⁵⁰, and no
 * pair is any likelier than another to whoever does not know the secret. Sums have no chain from character to
 * character: this is three times as fast as a rolling hash.
 */
export class Fingerprint {
  high = 0;
  low = 0;
  readonly #highFactors: Int32Array;
  readonly #lowFactors: Int32Array;

  constructor([a, b, c, d]: Seed) {
    this.#highFactors = factors(a, b);
    this.#lowFactors = factors(c, d);
  }

  of(text: string): void {
    const { length } = text;
    let [high, low] = [length, ~length];
    for (let start = 0; start < length; start += positions) {
      const end = Math.min(length, start + positions);
      for (let at = start; at < end; at += 1) {
        const code = text.charCodeAt(at);
        high = (high + Math.imul(code, this.#highFactors[at - start] ?? 0)) | 0;
        low = (low + Math.imul(code, this.#lowFactors[at - start] ?? 0)) | 0;
      }
      high = spread(high);
      low = spread(low);
    }
    this.high = high;
    this.low = low;
  }

  /** Adds a second subject, by its own fingerprint: an actor and a command, a channel and a command. */
  with(high: number, low: number): void {
    this.high = spread(Math.imul(this.high, 0x2545f491) ^ high);
    this.low = spread(Math.imul(this.low, 0x6c62272f) ^ low);
  }
}

function factors(one: number, other: number): Int32Array {
  let [state, step] = [one, other | 1];
  return Int32Array.from({ length: positions }, () => {
    state = (state + step) | 0;
    step = (step + 0x3c6ef372) | 1;
    return spread(spread(state) ^ step) | 1;
  });
}

/** Lets every bit reach every other (the finish of MurmurHash3, public domain, A. Appleby). */
function spread(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
