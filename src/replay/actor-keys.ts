import { createHmac, hkdfSync } from 'node:crypto';
import type { Seed } from '../guard/index.ts';

/**
 * Who is who in the facts, under the secret of this instance: a fingerprint in memory, which costs nothing, and on disk
 * a keyed hash of it. The secret is not in the database, so nobody can tell from the facts alone who was meant, not
 * even by trying every name.
 */
export interface ActorKeys {
  readonly seed: Seed;
  /** Eight bytes. */
  keyOf(high: number, low: number): Uint8Array;
}

/** `secret`: 32 bytes of chance. */
export function actorKeys(secret: Uint8Array): ActorKeys {
  const derive = (purpose: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `castellan facts ${purpose}`, length));
  const [parts, key] = [derive('fingerprint', 16), derive('key', 32)];
  const part = (at: number) => parts.readInt32LE(at * 4);
  return {
    seed: [part(0), part(1), part(2), part(3)],
    keyOf(high, low) {
      const fingerprint = Buffer.alloc(8);
      fingerprint.writeInt32LE(high, 0);
      fingerprint.writeInt32LE(low, 4);
      return createHmac('sha256', key).update(fingerprint).digest().subarray(0, 8);
    },
  };
}
