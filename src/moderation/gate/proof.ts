import { createHash } from 'node:crypto';

const longestNonce = 20;

/**
 * Whether the number was worked for: the SHA-256 of salt and number begins with so many zero bits. Each further bit
 * doubles the work of who sends many, and costs us one hash.
 */
export function isProof(salt: string, nonce: string, bits: number): boolean {
  if (bits <= 0) return true;
  if (!/^\d+$/.test(nonce) || nonce.length > longestNonce) return false;
  const hash = createHash('sha256').update(`${salt}${nonce}`).digest();
  const whole = Math.floor(bits / 8);
  for (let at = 0; at < whole; at += 1) if (hash[at] !== 0) return false;
  const rest = bits % 8;
  return rest === 0 || (hash[whole] ?? 255) >> (8 - rest) === 0;
}
