import { createHash } from 'node:crypto';

/** How content is cut: a SQLite file's pages never move, so they are cut at pages; a dump shifts, so it is cut where its content says. */
export type Cuts = 'pages' | 'content';

export const pageBytes = 4096;
const [smallest, usual, largest] = [4096, 16_384, 65_536];

/** One random number for each byte, the same for ever: other numbers would cut elsewhere and share nothing with what is kept. */
const gear: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) =>
  createHash('sha256').update(`castellan gear ${byte}`).digest().readUInt32LE(0),
);

// Normalised chunking as in FastCDC (W. Xia and others, USENIX ATC 2016): before the usual size a cut
// needs two more zero bits than its logarithm, after it two fewer, so that sizes gather around it.
const bits = Math.log2(usual);
const highBits = (count: number): number => (0xffffffff << (32 - count)) >>> 0;
const [hardMask, easyMask] = [highBits(bits + 2), highBits(bits - 2)];

/** Where the first chunk of these bytes ends. With less than `largest` at hand it is only right at the end of the content. */
export function cutAt(bytes: Uint8Array, from: number, cuts: Cuts): number {
  const end = Math.min(bytes.length, from + (cuts === 'pages' ? pageBytes : largest));
  if (cuts === 'pages') return end;
  const middle = Math.min(end, from + usual);
  let print = 0;
  for (let at = from + smallest; at < end; at += 1) {
    print = ((print << 1) + (gear[bytes[at] ?? 0] ?? 0)) >>> 0;
    if ((print & (at < middle ? hardMask : easyMask)) === 0) return at + 1;
  }
  return end;
}

/** Cuts a stream into chunks. What comes out is only good until the next is asked for. */
export async function* chunksOf(
  source: AsyncIterable<Uint8Array>,
  cuts: Cuts,
): AsyncGenerator<Uint8Array> {
  let held = new Uint8Array(0);
  for await (const piece of source) {
    const all = held.length === 0 ? piece : Buffer.concat([held, piece]);
    let from = 0;
    while (all.length - from >= largest) {
      const to = cutAt(all, from, cuts);
      yield all.subarray(from, to);
      from = to;
    }
    held = Buffer.from(all.subarray(from));
  }
  for (let from = 0; from < held.length;) {
    const to = cutAt(held, from, cuts);
    yield held.subarray(from, to);
    from = to;
  }
}
