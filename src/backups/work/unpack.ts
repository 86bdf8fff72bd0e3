import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { CastellanError, messageOf } from '../../base/errors.ts';
import { compressions } from '../../core/backups/backups.ts';
import { damaged, decompressors, decryption } from './codecs.ts';
import { type Measure, chunkBytes, measured, steadyFile } from './measured.ts';
import { defineTask } from './task.ts';

const measure = z.object({ bytes: z.number(), sha256: z.string() });

const input = z.object({
  from: z.string(),
  /** Without it the content is only looked at. */
  to: z.string().optional(),
  /** The content is to be on the disk in the end; what is only looked at need not be. */
  lasting: z.boolean(),
  compression: z.enum(compressions),
  /** Nobody: the file is not encrypted. */
  identities: z.array(z.string()),
  /** What it must be; absent for a file without a manifest. */
  expected: z.object({ packed: measure, plain: measure }).optional(),
});

/**
 * Reads the file of a backup to its end: size and hash of the file, decryption, decompression, size and
 * hash of the content. Throws `bad-backup` with the reason at the first that is wrong.
 */
export const unpack = defineTask({
  name: 'unpack',
  input,
  output: z.object({ plain: measure, packed: measure }),
  async run({ from, to, lasting, compression, identities, expected }, tell) {
    const size = await sizeOf(from);
    if (expected && size !== expected.packed.bytes)
      throw damaged('size', `It should have ${expected.packed.bytes} bytes and has ${size}`);
    const packed = measured((bytes) => tell(bytes / Math.max(1, size)));
    const plain = measured();
    try {
      await pipeline([
        createReadStream(from, { highWaterMark: chunkBytes }),
        packed.stream,
        ...(identities.length > 0 ? [decryption(identities)] : []),
        ...decompressors(compression),
        plain.stream,
        to === undefined ? nowhere() : written(to, lasting),
      ]);
    } catch (failure) {
      throw asDamage(failure);
    }
    const found = { packed: packed.measure(), plain: plain.measure() };
    if (expected) compare(found, expected);
    return found;
  },
});

/** Reads a file to its end and compares it, without opening it: what can be said of one whose key is not here. */
export const digest = defineTask({
  name: 'digest',
  input: z.object({ from: z.string() }),
  output: measure,
  async run({ from }, tell) {
    const size = await sizeOf(from);
    const whole = measured((bytes) => tell(bytes / Math.max(1, size)));
    await pipeline(
      createReadStream(from, { highWaterMark: chunkBytes }),
      whole.stream,
      nowhere(),
    ).catch((failure: unknown) => {
      throw asDamage(failure);
    });
    return whole.measure();
  },
});

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw damaged('missing', `${path} cannot be read: ${messageOf(cause)}`, cause);
  }
}

const written = (to: string, lasting: boolean): Writable =>
  lasting ? steadyFile(to) : createWriteStream(to, { mode: 0o600, highWaterMark: chunkBytes });

const nowhere = (): Writable =>
  new Writable({ highWaterMark: chunkBytes, write: (_chunk, _encoding, next) => next() });

/** The disk being full is not the backup's fault. */
function asDamage(failure: unknown): unknown {
  if (failure instanceof CastellanError || isOfDisk(failure)) return failure;
  return damaged('unreadable', `It cannot be unpacked: ${messageOf(failure)}`, failure);
}

const isOfDisk = (failure: unknown): boolean =>
  failure instanceof Error &&
  'code' in failure &&
  ['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EPERM'].includes(String(failure.code));

type Both = { readonly packed: Measure; readonly plain: Measure };

function compare(found: Both, expected: Both): void {
  if (found.packed.sha256 !== expected.packed.sha256)
    throw damaged('hash', 'The file is not the one that was made');
  if (found.plain.bytes !== expected.plain.bytes || found.plain.sha256 !== expected.plain.sha256)
    throw damaged('content', 'The content is not what was saved');
}
