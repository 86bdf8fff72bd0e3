import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  addPets,
  ann,
  backupShop,
  petsDatabase,
  refusalOf,
  temporaryFolder,
} from '../../support/backups.ts';

/** A file system of its own, as small or as closed as the test wants it. Only root may mount one. */
function mounted(options: string): string {
  const folder = join(temporaryFolder(), 'mount');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

const isRoot = process.getuid?.() === 0;
const manual = { type: 'manual', author: ann.id } as const;

/** A database in a place of its own, checkpointed, and its size. */
function database() {
  const data = temporaryFolder();
  const path = join(data, 'castellan.db');
  const pets = petsDatabase(path);
  addPets(pets, 30_000);
  pets.pragma('wal_checkpoint(TRUNCATE)');
  onTestFinished(() => void pets.close());
  return { data, path, bytes: statSync(path).size };
}

/** Backups in that folder, as if the disk filled up after it was asked how much is free. */
const shopOn = (data: string, folder: string) =>
  backupShop({ data, settings: { folder }, freeBytes: () => Promise.resolve(1e12) });

test.runIf(isRoot).each([0.1, 0.5, 0.9, 1.2, 1.5, 1.9])(
  'a disk with room for %s databases fills up on the way: it is told in words, and nothing half is listed',
  async (share) => {
    const { data, path, bytes } = database();
    const { backups } = shopOn(data, mounted(`size=${Math.ceil((bytes * share) / 4096) * 4}k`));
    const before = readFileSync(path);
    const made = await backups.create({ ...manual, compression: 'none' });

    expect(refusalOf(made)).toBe('backup.disk-full');
    expect(await backups.list()).toEqual([]);
    expect(readFileSync(path)).toEqual(before);
  },
);

test.runIf(isRoot)('a folder that may only be read is told in words', async () => {
  const folder = mounted('size=50m');
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  const { backups } = shopOn(database().data, folder);

  expect(['backup.not-writable', 'backup.not-available']).toContain(
    refusalOf(await backups.create(manual)),
  );
});
