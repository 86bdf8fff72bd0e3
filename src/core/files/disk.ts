import { constants } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is asked of the disk, step by step, so that a test can let any step fail. */
export interface Disk {
  /** Undefined where there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** Makes a new file and writes into it, without it being sure to last. */
  write(path: string, text: string): Promise<void>;
  /** What was written lasts from here on. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** The names in the folder last from here on. */
  syncFolder(folder: string): Promise<void>;
  /** Whether it was there. */
  remove(path: string): Promise<boolean>;
  makeFolder(folder: string): Promise<void>;
  list(folder: string): Promise<readonly string[]>;
}

const ownerOnly = 0o600;

/** The disk of this machine. */
export const disk: Disk = {
  read: (path) => unlessMissing(readFile(path, 'utf8'), undefined),
  async write(path, text) {
    const file = await open(path, 'wx', ownerOnly);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  },
  sync: (path) => synced(path, constants.O_RDWR),
  rename,
  // Where folders cannot be opened (Windows), the rename itself is all there is.
  syncFolder: (folder) =>
    process.platform === 'win32' ? Promise.resolve() : synced(folder, constants.O_RDONLY),
  remove: (path) =>
    unlessMissing(
      unlink(path).then(() => true),
      false,
    ),
  async makeFolder(folder) {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await this.syncFolder(dirname(made));
  },
  list: (folder) => unlessMissing(readdir(folder), []),
};

async function synced(path: string, flags: number): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<Value, Missing>(
  asked: Promise<Value>,
  missing: Missing,
): Promise<Value | Missing> {
  try {
    return await asked;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return missing;
    throw failure;
  }
}
