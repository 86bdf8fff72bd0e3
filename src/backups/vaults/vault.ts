import { readFile, writeFile } from 'node:fs/promises';
import type { Backup } from '../../core/backups/backups.ts';
import { unusedPacks, readRecipe } from '../chunks/recipe.ts';
import { inFolder } from '../files.ts';
import { manifestText, readManifest } from '../manifest.ts';
import { fileName, manifestName, partsOfId } from '../name.ts';
import { cutContent, joinContent } from '../work/chunk-tasks.ts';
import { runTask } from '../work/run-task.ts';
import type { Blobs } from './blobs.ts';

/** Another place where backups are kept. */
export interface Vault {
  readonly place: string;
  list(scratch: string): Promise<readonly Backup[]>;
  /** Resolves when everything is there; the manifest comes last. */
  keep(backup: Backup, from: Kept): Promise<{ readonly newBytes: number }>;
  /** Brings a backup here; what it is then is told, for checking it. */
  fetch(backup: Backup, scratch: string, identities: readonly string[]): Promise<Fetched>;
  remove(backup: Backup, scratch: string): Promise<void>;
  end(): Promise<void>;
}

export interface Kept {
  readonly file: string;
  /** The content of the file. */
  readonly plain: string;
  readonly scratch: string;
  readonly signal: AbortSignal;
}

export interface Fetched {
  readonly file: string;
  readonly claim: Backup;
}

async function manifests(blobs: Blobs): Promise<readonly string[]> {
  const names = await blobs.list('');
  return names.filter((name) => name.endsWith('.json') && partsOfId(name.slice(0, -5)));
}

async function listIn(blobs: Blobs, scratch: string): Promise<readonly Backup[]> {
  const file = inFolder(scratch, 'manifest');
  const found: Backup[] = [];
  for (const name of await manifests(blobs)) {
    await blobs.get(name, file);
    const backup = readManifest(await readFile(file, 'utf8'));
    if (backup && manifestName(backup.id) === name) found.push(backup);
  }
  return found;
}

async function putManifest(blobs: Blobs, backup: Backup, scratch: string): Promise<void> {
  const file = inFolder(scratch, 'manifest');
  await writeFile(file, manifestText(backup), { flush: true });
  await blobs.put(manifestName(backup.id), file);
}

/** Whole files, as they lie on the shelf. */
export const wholeVault = (blobs: Blobs): Vault => ({
  place: blobs.place,
  list: (scratch) => listIn(blobs, scratch),
  async keep(backup, { file, scratch }) {
    await blobs.put(fileName(backup.id, backup), file);
    await putManifest(blobs, backup, scratch);
    return { newBytes: backup.bytes };
  },
  async fetch(backup, scratch) {
    const file = inFolder(scratch, fileName(backup.id, backup));
    await blobs.get(fileName(backup.id, backup), file);
    return { file, claim: backup };
  },
  async remove(backup) {
    await blobs.remove(manifestName(backup.id));
    await blobs.remove(fileName(backup.id, backup));
  },
  end: () => blobs.end(),
});

const packsIn = 'chunks/';
const recipeName = (id: string): string => `recipes/${id}.recipe`;

/** Content cut into chunks, each kept once however many backups hold it. */
export const chunkVault = (blobs: Blobs, recipients: readonly string[]): Vault => ({
  place: blobs.place,
  list: (scratch) => listIn(blobs, scratch),
  async keep(backup, { plain, scratch, signal }) {
    const cuts = backup.engine === 'sqlite' ? 'pages' : 'content';
    const known = await bringIndexes(blobs, scratch);
    const input = { plain, cuts, known, to: scratch, recipients: [...recipients] } as const;
    const { packs, newBytes } = await runTask(cutContent, input, { signal });
    for (const pack of packs) {
      await blobs.put(`${packsIn}${pack}.pack`, inFolder(scratch, `${pack}.pack`));
      // The index says that the pack is there, so it comes after it.
      await blobs.put(`${packsIn}${pack}.idx`, inFolder(scratch, `${pack}.idx`));
    }
    await blobs.put(recipeName(backup.id), inFolder(scratch, 'recipe'));
    await putManifest(blobs, backup, scratch);
    return { newBytes };
  },
  async fetch(backup, scratch, identities) {
    await blobs.get(recipeName(backup.id), inFolder(scratch, 'recipe'));
    const recipe = readRecipe(await readFile(inFolder(scratch, 'recipe')));
    for (const pack of recipe?.packs ?? [])
      for (const name of [`${pack}.idx`, `${pack}.pack`])
        await blobs.get(`${packsIn}${name}`, inFolder(scratch, name));
    const file = inFolder(scratch, 'joined.db');
    await runTask(joinContent, { from: scratch, to: file, identities: [...identities] });
    return { file, claim: unpacked(backup) };
  },
  async remove(backup, scratch) {
    await blobs.remove(manifestName(backup.id));
    await blobs.remove(recipeName(backup.id));
    await collect(blobs, scratch);
  },
  end: () => blobs.end(),
});

/** The backup as its content alone: what comes out of chunks is neither compressed nor encrypted. */
const unpacked = (backup: Backup): Backup => ({
  ...backup,
  ...{ compression: 'none', encrypted: false },
  ...{ bytes: backup.plainBytes, sha256: backup.plainSha256 },
});

async function bringIndexes(blobs: Blobs, scratch: string) {
  const names = (await blobs.list(packsIn)).filter((name) => name.endsWith('.idx'));
  const known: { pack: string; file: string }[] = [];
  for (const name of names) {
    const pack = name.slice(packsIn.length, -'.idx'.length);
    const file = inFolder(scratch, `known-${pack}.idx`);
    await blobs.get(name, file);
    known.push({ pack, file });
  }
  return known;
}

/**
 * Takes away packs that no recipe names any more. With one recipe that cannot be read nothing is taken:
 * what it needs is not known.
 */
export async function collect(blobs: Blobs, scratch: string): Promise<readonly string[]> {
  const file = inFolder(scratch, 'recipe');
  const recipes = [];
  for (const name of await blobs.list('recipes/')) {
    await blobs.get(name, file);
    const recipe = readRecipe(await readFile(file));
    if (!recipe) return [];
    recipes.push(recipe);
  }
  const packs = (await blobs.list(packsIn))
    .filter((name) => name.endsWith('.pack'))
    .map((name) => name.slice(packsIn.length, -'.pack'.length));
  const unused = unusedPacks(packs, recipes);
  for (const pack of unused) {
    // The index first: without it nobody counts on the pack.
    await blobs.remove(`${packsIn}${pack}.idx`);
    await blobs.remove(`${packsIn}${pack}.pack`);
  }
  return unused;
}
