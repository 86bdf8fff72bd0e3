import { chmod, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CastellanError, messageOf } from '../base/errors.ts';

/** Only the program's own user may look into it. Throws `not-available` with what to do. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CastellanError(
      'not-available',
      `The folder ${path} cannot be made (${messageOf(cause)}). Make it and let Castellan's user write in it, or name another under "backups" in the configuration.`,
      { cause },
    );
  }
}

/** Waits until the names in a folder are on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a finished file its name: whoever looks finds the whole file or none, also after a power cut. */
export async function moveIntoPlace(from: string, to: string): Promise<void> {
  await chmod(from, 0o600);
  const handle = await open(from, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Writes a small file so that it is there whole or as it was before. */
export async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  const part = `${path}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, path);
  await syncFolder(dirname(path));
}

/** Bytes that may still be written here. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** The names in a folder; none when it is not there. */
export async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return [];
    throw new CastellanError(
      'not-available',
      `The folder ${path} cannot be read (${messageOf(failure)}). Let Castellan's user read it.`,
      { cause: failure },
    );
  }
}

export const forget = (...paths: readonly string[]): Promise<unknown> =>
  Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));

/** A SQLite database and what may lie beside it. */
export const sqliteFiles = (path: string): readonly string[] => [
  path,
  `${path}-wal`,
  `${path}-shm`,
  `${path}-journal`,
];

export const inFolder = (folder: string, name: string): string => join(folder, name);
