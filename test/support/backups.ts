import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { backupsConfig } from '../../src/backups/config.ts';
import { type OpenBackupsParts, openBackups, sqliteEngine } from '../../src/backups/index.ts';
import { folderShelf } from '../../src/backups/shelf.ts';
import { manualClock } from '../../src/base/clock.ts';
import { actorId } from '../../src/base/ids.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { memoryLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import { type Result, refuse } from '../../src/base/result.ts';
import type { Actor } from '../../src/core/actor.ts';
import { alerts } from '../../src/core/alerts/alerts.ts';
import type { Backup, Backups } from '../../src/core/backups/backups.ts';

const none = () => Promise.resolve(refuse('backup.none', { typed: '' }));
const noSchedule = () => Promise.resolve({ on: false, turns: [] });
const nothing = () => Promise.resolve({ remove: [], keep: 0, freedBytes: 0 });

/** Backups of a database that has none. */
export const noBackups: Backups = {
  list: () => Promise.resolve([]),
  ...{ find: none, create: none, verify: none, preview: none, restore: none, drill: none },
  ...{
    change: none,
    remove: none,
    placeOf: none,
    fetch: none,
    planCleanup: nothing,
    cleanup: nothing,
  },
  ...{ schedule: noSchedule, switchSchedule: noSchedule },
  stats: () =>
    Promise.resolve({
      ...{ count: 0, bytes: 0, plainBytes: 0, byType: [], strays: [], freeBytes: 0 },
    }),
  ...{ now: () => undefined, follow: () => () => {} },
  elsewhere: () => Promise.resolve([]),
  exportSchema: () => Promise.resolve({ file: '', tables: 0 }),
};

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-backups-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A small database in use: two tables, one pointing at the other, in WAL mode. */
export function petsDatabase(path: string, rows = 200): Sqlite.Database {
  const file = new Sqlite(path);
  file.pragma('journal_mode = WAL');
  file.exec(`
    create table castellan_migrations (part text, name text, checksum text, applied_at bigint);
    insert into castellan_migrations values ('pets', '001-start', 'x', 0);
    create table owners (id integer primary key, name text not null);
    create table pets (id integer primary key, owner integer not null references owners (id), name text)`);
  addPets(file, rows);
  return file;
}

export function addPets(file: Sqlite.Database, rows: number): void {
  const owner = file.prepare('insert into owners (name) values (?)');
  const pet = file.prepare('insert into pets (owner, name) values (?, ?)');
  file.transaction(() => {
    for (let row = 0; row < rows; row += 1) {
      const { lastInsertRowid } = owner.run(`ann ${row}`);
      pet.run(lastInsertRowid, `rex ${randomBytes(12).toString('hex')}`);
    }
  })();
}

export const ann: Actor = {
  id: actorId('irc:libera:account:ann'),
  ...{ name: 'ann', mention: 'ann', native: 'ann', bot: false, standing: 'member', roles: [] },
  identified: true,
};

export type ShopOptions = Partial<OpenBackupsParts> & {
  readonly settings?: Parameters<typeof backupsConfig.parse>[0];
};

/** Real backups of a real SQLite file, on a clock that moves when told. */
export function backupShop({ settings = {}, ...more }: ShopOptions = {}) {
  const data = more.data ?? temporaryFolder();
  const path = join(data, 'castellan.db');
  const clock = manualClock(Date.UTC(2026, 0, 10, 12, 0, 0));
  const log = memoryLog();
  const life = lifetime('test');
  const bell = alerts({ clock, log });
  const random = systemRandom;
  const parts: OpenBackupsParts = {
    config: backupsConfig.parse({ ...Object(settings) }),
    ...{ data, clock, log, life, random, alerts: bell, product: '1.2.3' },
    engine: sqliteEngine(path),
    known: new Set(['pets:001-start']),
    tryOut: () => Promise.resolve({ problems: [] }),
    structure: () => Promise.resolve({ tables: [] }),
    ...more,
  };
  onTestFinished(async () => {
    await life.end();
  });
  const folder = parts.config.folder ?? join(data, 'backups');
  return {
    ...{ data, path, clock, log, life, bell, parts, folder },
    backups: openBackups(parts),
    shelf: folderShelf(folder),
  };
}

/** The value, or a failure of the test that names the refusal. */
export function must<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.error)}`);
}

export const refusalOf = (result: Result<unknown>): string =>
  result.ok ? 'nothing was refused' : result.error.key;

/** A manifest for tests of rules that look at no file. */
export const sampleBackup = (more: Partial<Backup> = {}): Backup => ({
  id: 'castellan_backup_daily_20260101_030000Z',
  type: 'daily',
  createdAtMs: Date.UTC(2026, 0, 1, 3),
  ...{ engine: 'sqlite', compression: 'zstd', encrypted: false, product: '1.2.3' },
  ...{ bytes: 10, sha256: 'a'.repeat(64), plainBytes: 40, plainSha256: 'b'.repeat(64) },
  ...{ pages: 1, tables: { pets: 1 }, migrations: ['pets:001-start'] },
  ...{ author: 'schedule', pinned: false },
  proof: { state: 'verified', atMs: 0 },
  ...more,
});
