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
import type { Result } from '../../src/base/result.ts';
import type { Actor } from '../../src/core/actor.ts';
import { alerts } from '../../src/core/alerts/alerts.ts';

export { noBackups, sampleBackup } from './backup-samples.ts';

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
