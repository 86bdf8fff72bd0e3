import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { finishRestore } from '../../../src/backups/restore/finish.ts';
import { restorePlace } from '../../../src/backups/restore/journal.ts';
import { silentLog } from '../../../src/base/log.ts';
import {
  addPets,
  ann,
  backupShop,
  must,
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

test.runIf(isRoot)(
  'a disk that fills up while a backup is unpacked to be restored: it is told in words, and the database is as it was',
  async () => {
    const { path: source, bytes } = database();
    const data = mounted(`size=${Math.ceil((bytes * 1.6) / 4096) * 4}k`);
    const path = join(data, 'castellan.db');
    copyFileSync(source, path);
    const { backups } = shopOn(data, temporaryFolder());
    const made = must(await backups.create(manual));
    const before = readFileSync(path);
    const { code } = must(await backups.preview(made.id, ann));
    const restored = await backups.restore(made.id, ann, code);

    expect(refusalOf(restored)).toBe('backup.disk-full');
    expect(readFileSync(path)).toEqual(before);
    expect(existsSync(restorePlace(data).journal)).toBe(false);
    const finished = await finishRestore({
      ...{ data, database: path, log: silentLog, mayBegin: true },
    });
    expect(finished).toBeUndefined();
    expect(readFileSync(path)).toEqual(before);
  },
);

test.runIf(isRoot)(
  'a folder of the database that may only be read: no restore begins',
  async () => {
    const data = mounted('size=50m');
    const path = join(data, 'castellan.db');
    copyFileSync(database().path, path);
    const { backups } = shopOn(data, temporaryFolder());
    const made = must(await backups.create(manual));
    const { code } = must(await backups.preview(made.id, ann));
    const before = readFileSync(path);
    execFileSync('mount', ['-o', 'remount,ro', data]);

    const refused = refusalOf(await backups.restore(made.id, ann, code));
    expect(['backup.not-writable', 'backup.not-available', 'backup.safety-failed']).toContain(
      refused,
    );
    expect(readFileSync(path)).toEqual(before);
  },
);
