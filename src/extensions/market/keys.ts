import {
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { CastellanError } from '../../base/errors.ts';

/** An ed25519 key that signs. */
export interface SigningKey {
  /** The 32 bytes that others know it by, as base64. */
  readonly publicKey: string;
  /** Base64 of the signature. */
  sign(text: string): string;
}

/** The 32 bytes of an ed25519 public key as base64. */
export const publicKeyForm = /^[A-Za-z0-9+/]{43}=$/;

const rawOf = (key: KeyObject): string =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');

/** A new key, as it is kept in a file. */
export function newKey(): { readonly pem: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { pem, publicKey: rawOf(publicKey) };
}

/** Reads the file that `market keygen` made. Throws `bad-input`. */
export function signingKey(pem: string): SigningKey {
  const key = privateKeyIn(pem);
  return {
    publicKey: rawOf(createPublicKey(key)),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
}

function privateKeyIn(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The reason would quote the file; below it is said what it should be.
  }
  throw new CastellanError(
    'bad-input',
    'The key file holds no ed25519 key. "castellan market keygen FILE" makes one.',
  );
}

/** Whether whoever has this key signed this text. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  if (!publicKeyForm.test(publicKey)) return false;
  const x = Buffer.from(publicKey, 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

/** Enough of a key to compare it by eye. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);

export const sha512Of = (bytes: Uint8Array): string =>
  createHash('sha512').update(bytes).digest('hex');
