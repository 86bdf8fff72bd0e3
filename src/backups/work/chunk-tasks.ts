import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { z } from 'zod';
import { type Cuts, chunksOf } from '../chunks/cutter.ts';
import { type PackIndex, readIndex, writeIndex } from '../chunks/pack-index.ts';
import { type Recipe, RecipeWriter, readRecipe, writeRecipe } from '../chunks/recipe.ts';
import { damaged } from './codecs.ts';
import { chunkBytes } from './measured.ts';
import { defineTask } from './task.ts';

/** Content in one pack. Small enough to hold in memory, large enough that there are not too many. */
const packContentBytes = 16 * 1024 * 1024;

/** Cuts content into chunks and writes those that no pack holds yet into new packs; tells how it is put together. */
export const cutContent = defineTask({
  name: 'cut-content',
  input: z.object({
    plain: z.string(),
    cuts: z.enum(['pages', 'content']),
    /** A folder with `<pack>.idx` files of the packs that are there. */
    known: z.array(z.object({ pack: z.string(), file: z.string() })),
    /** Where `<pack>.pack`, `<pack>.idx` and `recipe` are written to. */
    to: z.string(),
    recipients: z.array(z.string()),
  }),
  output: z.object({ packs: z.array(z.string()), newBytes: z.number(), chunks: z.number() }),
  async run({ plain, cuts, known, to, recipients }, tell) {
    const places = await placesIn(known);
    const writer = new PackWriter(to, recipients, places);
    const order: string[] = [];
    const lengths: number[] = [];
    const size = Math.max(1, (await stat(plain)).size);
    let done = 0;
    for await (const chunk of chunksOf(read(plain), cuts satisfies Cuts)) {
      const name = hash('sha256', chunk, 'hex');
      order.push(name);
      lengths.push(chunk.length);
      if (!places.has(name)) await writer.add(name, chunk);
      done += chunk.length;
      tell(done / size);
    }
    await writer.flush();
    const recipe = new RecipeWriter();
    order.forEach((name, at) => {
      const place = places.get(name);
      if (place?.pack === undefined) throw new RangeError('A chunk has no place');
      recipe.add(place.pack, place.at, lengths[at] ?? 0);
    });
    await writeFile(join(to, 'recipe'), writeRecipe(recipe.recipe()), { flush: true });
    return { packs: writer.packs, newBytes: writer.bytes, chunks: order.length };
  },
});

const read = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: 4 * chunkBytes });

interface PlaceOfChunk {
  /** Undefined until the pack is written: its name is its hash. */
  pack: string | undefined;
  readonly at: number;
}

async function placesIn(
  known: readonly { readonly pack: string; readonly file: string }[],
): Promise<Map<string, PlaceOfChunk>> {
  const places = new Map<string, PlaceOfChunk>();
  for (const { pack, file } of known) {
    readIndex(await readFile(file)).hashes.forEach((name, at) => places.set(name, { pack, at }));
  }
  return places;
}

class PackWriter {
  readonly packs: string[] = [];
  bytes = 0;
  readonly #to: string;
  readonly #recipients: readonly string[];
  readonly #places: Map<string, PlaceOfChunk>;
  #chunks: { name: string; bytes: Buffer; place: PlaceOfChunk }[] = [];
  #size = 0;

  constructor(to: string, recipients: readonly string[], places: Map<string, PlaceOfChunk>) {
    this.#to = to;
    this.#recipients = recipients;
    this.#places = places;
  }

  async add(name: string, chunk: Uint8Array): Promise<void> {
    const place = { pack: undefined, at: this.#chunks.length };
    this.#places.set(name, place);
    this.#chunks.push({ name, bytes: Buffer.from(chunk), place });
    this.#size += chunk.length;
    if (this.#size >= packContentBytes) await this.flush();
  }

  async flush(): Promise<void> {
    const chunks = this.#chunks;
    if (chunks.length === 0) return;
    const small = zlib.zstdCompressSync(Buffer.concat(chunks.map(({ bytes }) => bytes)));
    const packed = await sealed(small, this.#recipients);
    const name = hash('sha256', packed, 'hex');
    for (const { place } of chunks) place.pack = name;
    const index = writeIndex({
      hashes: chunks.map((one) => one.name),
      lengths: chunks.map(({ bytes }) => bytes.length),
    });
    await writeFile(join(this.#to, `${name}.pack`), packed, { flush: true });
    await writeFile(join(this.#to, `${name}.idx`), index, { flush: true });
    this.packs.push(name);
    this.bytes += packed.length + index.length;
    this.#chunks = [];
    this.#size = 0;
  }
}

async function sealed(bytes: Buffer, recipients: readonly string[]): Promise<Uint8Array> {
  if (recipients.length === 0) return bytes;
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

async function unsealed(bytes: Buffer, identities: readonly string[]): Promise<Uint8Array> {
  if (!bytes.subarray(0, 15).equals(Buffer.from('age-encryption.'))) return bytes;
  if (identities.length === 0) throw damaged('no_identity', 'It is encrypted, and no key is here');
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(bytes);
  } catch (cause) {
    throw damaged('wrong_key', 'None of the identities can open this backup', cause);
  }
}

/** Puts content together from packs in a folder: each pack is read once, and checked against its name. */
export const joinContent = defineTask({
  name: 'join-content',
  input: z.object({
    /** With `recipe`, and `<pack>.pack` and `<pack>.idx` of every pack in it. */
    from: z.string(),
    to: z.string(),
    identities: z.array(z.string()),
  }),
  output: z.null(),
  async run({ from, to, identities }, tell) {
    const recipe = readRecipe(await readFile(join(from, 'recipe')));
    if (!recipe) throw damaged('unreadable', 'How it is put together cannot be read');
    const indexes = await Promise.all(
      recipe.packs.map(async (pack) => readIndex(await readFile(join(from, `${pack}.idx`)))),
    );
    const runs = placedRuns(recipe, indexes);
    const target = await open(to, 'w', 0o600);
    try {
      for (const [number, pack] of recipe.packs.entries()) {
        const content = await contentOf(join(from, `${pack}.pack`), pack, identities);
        for (const { owner, start, length, at } of runs)
          if (owner === number) await writeAt(target, content.subarray(start, start + length), at);
        tell((number + 1) / recipe.packs.length);
      }
      await target.sync();
    } finally {
      await target.close();
    }
    return null;
  },
});

/** A short write is a full disk; the next one would say so. */
async function writeAt(target: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await target.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** Where each run lies in its pack, and where it belongs in the content. */
function placedRuns(recipe: Recipe, indexes: readonly PackIndex[]) {
  const starts = indexes.map(({ lengths }) => startsOf(lengths));
  let at = 0;
  return recipe.runs.map(([owner, first, many]) => {
    const start = starts[owner]?.[first];
    const end = starts[owner]?.[first + many];
    if (start === undefined || end === undefined)
      throw damaged('unreadable', 'It names chunks that its packs do not have');
    const run = { owner, start, length: end - start, at };
    at += run.length;
    return run;
  });
}

async function contentOf(
  file: string,
  pack: string,
  identities: readonly string[],
): Promise<Buffer> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw damaged('missing', `A part of it is gone: ${pack}`, cause);
  });
  if (hash('sha256', bytes, 'hex') !== pack) throw damaged('hash', `A part was changed: ${pack}`);
  return zlib.zstdDecompressSync(await unsealed(bytes, identities));
}

/** The start of each chunk in a pack, and the end of the last. */
function startsOf(lengths: readonly number[]): readonly number[] {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return starts;
}
