import { open, readFile, stat } from 'node:fs/promises';
import type { Backup, BackupType } from '../core/backups/backups.ts';
import { forget, inFolder, makeFolder, moveIntoPlace, namesIn, writeWhole } from './files.ts';
import { manifestText, readManifest } from './manifest.ts';
import { backupId, fileName, manifestName, partsOfFile, partsOfId } from './name.ts';
import { newestFirst } from './retention.ts';

export interface Contents {
  /** Newest first. */
  readonly backups: readonly Backup[];
  /** What lies there and cannot be understood: manifests that cannot be read, files without one. Left alone. */
  readonly strays: readonly string[];
}

/**
 * The folder with the backups. It is its own catalogue: each look reads the manifests that are there, so
 * nothing can be out of step with the files, and one that is broken hides only itself.
 */
export interface Shelf {
  readonly folder: string;
  look(): Promise<Contents>;
  /** Takes a name that nobody has; the file is written to `part` and then put with `add`. */
  reserve(type: BackupType, createdAtMs: number): Promise<{ id: string; part: string }>;
  add(backup: Backup, part: string): Promise<void>;
  /** Writes the manifest anew. */
  update(backup: Backup): Promise<void>;
  remove(backup: Backup): Promise<void>;
  fileOf(backup: Backup): string;
}

export function folderShelf(folder: string): Shelf {
  const path = (name: string): string => inFolder(folder, name);
  const fileOf = (backup: Backup): string => path(fileName(backup.id, backup));

  return {
    folder,
    fileOf,
    look: () => look(folder),
    reserve: (type, createdAtMs) => reserve(folder, type, createdAtMs),
    async add(backup, part) {
      await moveIntoPlace(part, fileOf(backup));
      // The manifest comes last: a backup is listed when everything of it is on the disk.
      await writeWhole(path(manifestName(backup.id)), manifestText(backup));
    },
    update: (backup) => writeWhole(path(manifestName(backup.id)), manifestText(backup)),
    async remove(backup) {
      // The manifest goes first: what is listed has its file.
      await forget(path(manifestName(backup.id)));
      await forget(fileOf(backup));
    },
  };
}

async function look(folder: string): Promise<Contents> {
  const names = await namesIn(folder);
  const read = await Promise.all(
    names
      .filter((name) => partsOfId(name.replace(/\.json$/, '')) && name.endsWith('.json'))
      .map(async (name) => ({ name, backup: await manifestIn(inFolder(folder, name)) })),
  );
  const backups = read.flatMap(({ name, backup }) =>
    backup && manifestName(backup.id) === name ? [backup] : [],
  );
  const known = new Set(
    backups.flatMap((backup) => [manifestName(backup.id), fileName(backup.id, backup)]),
  );
  const strays = names.filter((name) => !known.has(name) && looksLikeOurs(name));
  return { backups: newestFirst(backups), strays: strays.sort() };
}

/** A manifest that vanished or cannot be read is a stray like one that cannot be understood. */
const manifestIn = (path: string): Promise<Backup | undefined> =>
  readFile(path, 'utf8').then(readManifest, () => undefined);

const looksLikeOurs = (name: string): boolean =>
  name.startsWith('castellan_backup_') &&
  !name.endsWith('.part') &&
  (name.endsWith('.json') || partsOfFile(name) !== undefined);

/** More than this many in one second are not backups but a mistake. */
const mostInOneSecond = 9999;

async function reserve(
  folder: string,
  type: BackupType,
  createdAtMs: number,
): Promise<{ id: string; part: string }> {
  await makeFolder(folder);
  for (let nth = 1; nth <= mostInOneSecond; nth += 1) {
    const id = backupId(type, createdAtMs, nth);
    const taken = (await namesIn(folder)).some((name) => name.startsWith(`${id}.`));
    const part = inFolder(folder, `${id}.part`);
    if (!taken && (await isOurs(part))) return { id, part };
  }
  throw new RangeError('No name is left for a backup in this second');
}

/** Makes the file, unless another process was first. */
async function isOurs(part: string): Promise<boolean> {
  try {
    const handle = await open(part, 'wx', 0o600);
    await handle.close();
    return true;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'EEXIST') return false;
    throw failure;
  }
}

/** Longer than any backup takes: what is older was left by a process that ended. */
const abandonedAfterMs = 24 * 3_600_000;

/** Takes away what an interrupted backup left behind. */
export async function sweepParts(folder: string, nowMs: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!name.startsWith('castellan_backup_') || !name.endsWith('.part')) continue;
    const path = inFolder(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: nowMs }));
    if (nowMs - mtimeMs > abandonedAfterMs) await forget(path);
  }
}
