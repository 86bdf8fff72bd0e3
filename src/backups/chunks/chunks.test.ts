import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../base/random.ts';
import { type Cuts, chunksOf } from './cutter.ts';
import { readIndex, writeIndex } from './pack-index.ts';
import { RecipeWriter, readRecipe, unusedPacks, writeRecipe } from './recipe.ts';

const noise = (seed: number, length: number): Buffer => {
  const random = seededRandom(seed);
  return Buffer.from(Uint8Array.from({ length }, () => random.below(256)));
};

/** The content in pieces of these sizes, as a stream gives it. */
async function* inPieces(content: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let from = 0, turn = 0; from < content.length; turn += 1) {
    const to = from + (sizes[turn % sizes.length] ?? content.length);
    yield await Promise.resolve(content.subarray(from, to));
    from = to;
  }
}

async function cut(content: Buffer, cuts: Cuts, sizes: readonly number[] = [content.length || 1]) {
  const found: Buffer[] = [];
  for await (const chunk of chunksOf(inPieces(content, sizes), cuts))
    found.push(Buffer.from(chunk));
  return found;
}

const cutsOf = fc.constantFrom<Cuts>('pages', 'content');
const sizes = fc.array(fc.integer({ min: 1000, max: 300_000 }), { minLength: 1, maxLength: 4 });

describe('cutting content', () => {
  test('loses nothing, and cuts the same however the content comes', async () => {
    const content = noise(1, 600_000);
    await fc.assert(
      fc.asyncProperty(cutsOf, sizes, async (cuts, pieces) => {
        const chunks = await cut(content, cuts, pieces);
        expect(Buffer.concat(chunks).equals(content)).toBe(true);
        expect(chunks.map(({ length }) => length)).toEqual(
          (await cut(content, cuts)).map(({ length }) => length),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('by content, what is put in between changes only the chunks around it', async () => {
    const content = noise(2, 2_000_000);
    const shifted = Buffer.concat([
      content.subarray(0, 700_000),
      Buffer.from('something new'),
      content.subarray(700_000),
    ]);
    const before = new Set((await cut(content, 'content')).map((one) => one.toString('base64')));
    const after = await cut(shifted, 'content');
    const fresh = after.filter((one) => !before.has(one.toString('base64')));

    expect(after.length).toBeGreaterThan(50);
    expect(fresh.length).toBeLessThanOrEqual(3);
  });

  test('nothing at all has no chunks', async () => {
    expect(await cut(Buffer.alloc(0), 'content')).toEqual([]);
  });
});

const place = fc.record({
  pack: fc.constantFrom('a', 'b', 'c').map((letter) => letter.repeat(64)),
  chunk: fc.integer({ min: 0, max: 20 }),
});

describe('recipes', () => {
  test('tell the same places again, in the same order', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 50 }), (places) => {
        const writer = new RecipeWriter();
        for (const { pack, chunk } of places) writer.add(pack, chunk, 10);
        const recipe = readRecipe(writeRecipe(writer.recipe()));
        const told = recipe?.runs.flatMap(([pack, first, many]) =>
          Array.from({ length: many }, (_, at) => ({
            ...{ pack: recipe.packs[pack], chunk: first + at },
          })),
        );
        expect(told).toEqual(places);
        expect(recipe?.bytes).toBe(10 * places.length);
      }),
    );
  });

  test('of what changed little are short', () => {
    const writer = new RecipeWriter();
    for (let chunk = 0; chunk < 250_000; chunk += 1) writer.add('a'.repeat(64), chunk, 4096);

    expect(writeRecipe(writer.recipe()).length).toBeLessThan(200);
  });

  test('no pack that one of them names is ever unused', () => {
    const packs = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
    fc.assert(
      fc.property(packs, fc.array(fc.record({ packs }), { maxLength: 6 }), (all, recipes) => {
        const gone = unusedPacks(all, recipes);
        const named = new Set<string>(recipes.flatMap((recipe) => recipe.packs));
        expect(gone.filter((pack) => named.has(pack))).toEqual([]);
        expect(all.filter((pack) => !named.has(pack))).toEqual(gone);
      }),
    );
  });

  test.each(['', 'nonsense', '{"format":2}'])('%j is none', (text) => {
    expect(readRecipe(Buffer.from(text))).toBeUndefined();
  });
});

test('an index says what it was told', () => {
  const hash = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((one) => Buffer.from(one).toString('hex'));
  const entry = fc.record({ hash, length: fc.integer({ min: 1, max: 65_536 }) });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (entries) => {
      const index = {
        hashes: entries.map((one) => one.hash),
        lengths: entries.map((one) => one.length),
      };
      expect(readIndex(writeIndex(index))).toEqual(index);
    }),
  );
  expect(() => readIndex(Buffer.alloc(35))).toThrow(RangeError);
});
