import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

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

/** How much goes through the pipes at a time. */
export const chunkBytes = 1024 * 1024;
