import { Duplex } from 'node:stream';
import zlib from 'node:zlib';
import { CastellanError } from '../../base/errors.ts';
import type { Compression, Damage } from '../../core/backups/backups.ts';
import { chunkBytes } from './measured.ts';

/** zstd at 3 is its own default: a third of the size at the speed of a disk. The checksum finds flipped bits early. */
const zstd = {
  chunkSize: chunkBytes,
  params: {
    [zlib.constants.ZSTD_c_compressionLevel]: 3,
    [zlib.constants.ZSTD_c_checksumFlag]: 1,
  },
};

/** The streams that make a file small; none for none. */
export function compressors(compression: Compression): readonly Duplex[] {
  if (compression === 'zstd') return [zlib.createZstdCompress(zstd)];
  return compression === 'gzip' ? [zlib.createGzip({ chunkSize: chunkBytes })] : [];
}

export function decompressors(compression: Compression): readonly Duplex[] {
  if (compression === 'zstd') return [zlib.createZstdDecompress({ chunkSize: chunkBytes })];
  return compression === 'gzip' ? [zlib.createGunzip({ chunkSize: chunkBytes })] : [];
}

/** Something that is wrong with a backup, as an error that crosses threads with its reason. */
export const damaged = (reason: Damage, message: string, cause?: unknown): CastellanError =>
  new CastellanError('bad-backup', message, { facts: { reason }, cause });

/** Encrypts for these age recipients. Loaded where it is wanted: most instances do not encrypt. */
export const encryption = (recipients: readonly string[]): Duplex =>
  Duplex.from(async function* encrypt(source: AsyncIterable<Uint8Array>) {
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    yield* await encrypter.encrypt(webStream(source));
  });

/** Decrypts with whichever of these age identities fits. Throws `wrong-key` when none does. */
export const decryption = (identities: readonly string[]): Duplex =>
  Duplex.from(async function* decrypt(source: AsyncIterable<Uint8Array>) {
    const { Decrypter } = await import('age-encryption');
    const decrypter = new Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    let plain: ReadableStream<Uint8Array>;
    try {
      plain = await decrypter.decrypt(webStream(source));
    } catch (cause) {
      throw damaged('wrong_key', 'None of the identities can open this backup', cause);
    }
    yield* plain;
  });

/** The library's streams carry bytes as the web's do. */
function webStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return ReadableStream.from(source);
}

/** An identity that lives only as long as one backup is being made and checked. */
export async function passingIdentity(): Promise<{ identity: string; recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}
