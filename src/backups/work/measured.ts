import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Transform, Writable } from 'node:stream';

/** What went through a stream. */
export interface Measure {
  readonly bytes: number;
  readonly sha256: string;
}

/** A stream that lets everything through, counts it and hashes it. */
export function measured(onBytes: (bytes: number) => void = () => {}): {
  readonly stream: Transform;
  readonly measure: () => Measure;
} {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    highWaterMark: chunkBytes,
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes(bytes);
      next(null, chunk);
    },
  });
  return { stream, measure: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** How much may wait to be written out. */
const steadyBytes = 8 * 1024 * 1024;

/**
 * Writes a file that is on the disk when the stream has ended, in small helpings all the way: one large flush
 * at the end would hold up every other flush of the disk, and with it the database.
 */
export function steadyFile(path: string): Writable {
  let handle: FileHandle | undefined;
  let waiting = 0;
  const write = async (chunk: Buffer): Promise<void> => {
    handle ??= await open(path, 'w', 0o600);
    for (let done = 0; done < chunk.length;) {
      done += (await handle.write(chunk, done)).bytesWritten;
    }
    waiting += chunk.length;
    if (waiting < steadyBytes) return;
    waiting = 0;
    await handle.datasync();
  };
  const end = async (): Promise<void> => {
    handle ??= await open(path, 'w', 0o600);
    await handle.sync();
  };
  return new Writable({
    highWaterMark: chunkBytes,
    write: (chunk: Buffer, _encoding, next) => void write(chunk).then(() => next(), next),
    final: (next) => void end().then(() => next(), next),
    destroy: (failure, next) =>
      void (handle?.close() ?? Promise.resolve()).then(() => next(failure), next),
  });
}

/** How much goes through the pipes at a time. */
export const chunkBytes = 1024 * 1024;
