import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Key } from './keyring.ts';

/** AES-256-GCM with a random 96-bit nonce: safe for some four thousand million secrets a key (NIST SP 800-38D, 8.3). */
const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const version = 'v1';

/** A sealed text in its parts; undefined for what is none. */
export interface Sealed {
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly body: Buffer;
  readonly tag: Buffer;
}

/** Seals a text for one place only: `v1:<key id>:<nonce>:<text and tag>`. What stands in `place` is not kept in it. */
export function seal(plain: string, place: string, key: Key): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key.bytes, nonce, { authTagLength: tagBytes });
  sealing.setAAD(Buffer.from(boundTo(key.id, place)));
  const body = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
  const whole = Buffer.concat([body, sealing.getAuthTag()]);
  return [version, key.id, nonce.toString('base64url'), whole.toString('base64url')].join(':');
}

/** Undefined when it was sealed for another place, with another key, or was changed since. */
export function open(sealed: Sealed, place: string, key: Key): string | undefined {
  const opening = createDecipheriv(cipher, key.bytes, sealed.nonce, { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(boundTo(key.id, place)));
  opening.setAuthTag(sealed.tag);
  try {
    return Buffer.concat([opening.update(sealed.body), opening.final()]).toString('utf8');
  } catch {
    // The tag does not fit: there is nothing more to be told.
    return undefined;
  }
}

export function parseSealed(text: string): Sealed | undefined {
  const [format, keyId = '', nonceText = '', wholeText = '', ...more] = text.split(':');
  const nonce = Buffer.from(nonceText, 'base64url');
  const whole = Buffer.from(wholeText, 'base64url');
  const sound =
    format === version &&
    keyId !== '' &&
    more.length === 0 &&
    nonce.length === nonceBytes &&
    whole.length >= tagBytes;
  if (!sound) return undefined;
  const cut = whole.length - tagBytes;
  return { keyId, nonce, body: whole.subarray(0, cut), tag: whole.subarray(cut) };
}

const boundTo = (keyId: string, place: string): string => [version, keyId, place].join('\n');
