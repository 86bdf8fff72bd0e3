import type { Random } from '../base/random.ts';

/** The secret that fingerprints are made with. Kept with the guard's state, so that what was counted is found again. */
export type Seed = readonly [number, number, number, number];

/** A secret from chance, in 32-bit parts. */
export function seedFrom(random: Random): Seed {
  const part = () => random.below(2 ** 32) | 0;
  return [part(), part(), part(), part()];
}

/**
 * Two 32-bit hashes of a text, of different make, under a secret: `high` and `low`, valid until the next call.
 * Together they are as good as never the same for two texts (among a million, a chance of about 3 in 10⁸), and whoever
 * does not know the secret cannot make an id that falls together with another's. Reading the characters is most
 * of the cost, so two go at a time.
 */
export class Fingerprint {
  high = 0;
  low = 0;
  readonly #highStart: number;
  readonly #lowStart: number;
  readonly #highFactor: number;
  readonly #lowFactor: number;

  constructor([highStart, lowStart, highFactor, lowFactor]: Seed) {
    this.#highStart = highStart;
    this.#lowStart = lowStart;
    this.#highFactor = highFactor | 1;
    this.#lowFactor = lowFactor | 1;
  }

  of(text: string): void {
    const highFactor = this.#highFactor;
    const lowFactor = this.#lowFactor;
    const { length } = text;
    const even = length & ~1;
    let high = this.#highStart ^ length;
    let low = (this.#lowStart + length) | 0;
    for (let at = 0; at < even; at += 2) {
      const pair = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
      high = Math.imul(high ^ pair, highFactor);
      high ^= high >>> 15;
      low = Math.imul(((low << 13) | (low >>> 19)) + pair, lowFactor);
    }
    if (even < length) {
      high = Math.imul(high ^ text.charCodeAt(even), highFactor);
      low = Math.imul(((low << 13) | (low >>> 19)) + text.charCodeAt(even), lowFactor);
    }
    this.high = spread(high);
    this.low = spread(low);
  }

  /** Makes it the fingerprint of two subjects, by the second's: a command and an actor. */
  with(high: number, low: number): void {
    this.high = spread(Math.imul(this.high, 0x2545f491) ^ high);
    this.low = spread(Math.imul(this.low, 0x6c62272f) ^ low);
  }
}

/** Lets every bit reach every other (the finish of MurmurHash3, public domain, A. Appleby). */
function spread(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
