/** What a pack holds: the hash and length of each chunk, in the order they lie in it. */
export interface PackIndex {
  readonly hashes: readonly string[];
  readonly lengths: readonly number[];
}

const hashBytes = 32;
const entryBytes = hashBytes + 4;

export function writeIndex({ hashes, lengths }: PackIndex): Buffer {
  const bytes = Buffer.alloc(hashes.length * entryBytes);
  hashes.forEach((hash, at) => {
    bytes.write(hash, at * entryBytes, 'hex');
    bytes.writeUInt32LE(lengths[at] ?? 0, at * entryBytes + hashBytes);
  });
  return bytes;
}

/** Throws a RangeError for what cannot be an index. */
export function readIndex(bytes: Buffer): PackIndex {
  if (bytes.length === 0 || bytes.length % entryBytes !== 0)
    throw new RangeError('It is no index of a pack');
  const count = bytes.length / entryBytes;
  const at = Array.from({ length: count }, (_, index) => index * entryBytes);
  return {
    hashes: at.map((from) => bytes.toString('hex', from, from + hashBytes)),
    lengths: at.map((from) => bytes.readUInt32LE(from + hashBytes)),
  };
}
