import zlib from 'node:zlib';
import { z } from 'zod';

const count = z.int().min(0);

/**
 * How content is put together again: runs of chunks that lie one after the other in one pack. Content that
 * changed little is a few runs, whatever its size.
 */
const recipeShape = z.object({
  format: z.literal(1),
  bytes: count,
  /** Their names say what they hold: the SHA-256 of the file. */
  packs: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  /** The pack's place in `packs`, its first chunk, how many. */
  runs: z.array(z.tuple([count, count, z.int().min(1)])),
});

export type Recipe = z.infer<typeof recipeShape>;

export const writeRecipe = (recipe: Recipe): Buffer =>
  zlib.zstdCompressSync(Buffer.from(JSON.stringify(recipe)));

/** Undefined for what is no recipe. */
export function readRecipe(bytes: Buffer): Recipe | undefined {
  try {
    return recipeShape.parse(JSON.parse(zlib.zstdDecompressSync(bytes).toString('utf8')));
  } catch {
    // Whoever asks decides what a recipe that cannot be read means; never that something may be deleted.
    return undefined;
  }
}

/** Collects the places of chunks, one after the other, into runs. */
export class RecipeWriter {
  readonly #packs: string[] = [];
  readonly #runs: [number, number, number][] = [];
  #bytes = 0;

  add(pack: string, chunk: number, bytes: number): void {
    this.#bytes += bytes;
    const last = this.#runs.at(-1);
    if (last && this.#packs[last[0]] === pack && last[1] + last[2] === chunk) {
      last[2] += 1;
      return;
    }
    this.#runs.push([this.#indexOf(pack), chunk, 1]);
  }

  recipe(): Recipe {
    return { format: 1, bytes: this.#bytes, packs: this.#packs, runs: this.#runs };
  }

  #indexOf(pack: string): number {
    const known = this.#packs.lastIndexOf(pack);
    return known >= 0 ? known : this.#packs.push(pack) - 1;
  }
}

/** Packs that no recipe names. */
export const unusedPacks = (
  packs: readonly string[],
  recipes: readonly Pick<Recipe, 'packs'>[],
): readonly string[] => {
  const used = new Set(recipes.flatMap((recipe) => recipe.packs));
  return packs.filter((pack) => !used.has(pack));
};
