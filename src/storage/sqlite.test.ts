import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from './index.ts';
import { withKeptStatements } from './sqlite-statements.ts';
import { walFlush } from './wal-flush.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'castellan-sqlite-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('a SQLite file has a write-ahead log, waits for others, and keeps its references', async () => {
  const database = await openDatabase(join(folder(), 'a.db'));
  onTestFinished(() => database.close());
  const valueOf = async (pragma: string) => {
    const { rows } = await sql
      .raw<Record<string, unknown>>(`pragma ${pragma}`)
      .execute(database.queries);
    return Object.values(rows[0] ?? {})[0];
  };

  expect(await valueOf('journal_mode')).toBe('wal');
  expect(await valueOf('synchronous')).toBe(1);
  expect(await valueOf('busy_timeout')).toBe(5000);
  expect(await valueOf('foreign_keys')).toBe(1);
});

test('what was written is brought to the disk soon, once for many writes, and not again without one', async () => {
  const path = join(folder(), 'a.db');
  const file = new Sqlite(path);
  onTestFinished(() => void file.close());
  file.pragma('journal_mode = WAL');
  file.exec('create table a (b)');
  const flush = vi.fn((_file: number, done: (failure: null) => void) => done(null));
  const soon = walFlush(path, { afterMs: 1, flush });
  soon.soon();
  soon.soon();
  await vi.waitFor(() => expect(flush).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(flush).toHaveBeenCalledTimes(1);

  soon.soon();
  soon.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(flush).toHaveBeenCalledTimes(1);
});

test('writes ask for that, and looking does not', () => {
  const written = vi.fn();
  const database = withKeptStatements(new Sqlite(':memory:'), written);
  database.prepare('create table a (b)').run([]);
  database.prepare('insert into a values (?)').run([1]);
  expect(written).toHaveBeenCalledTimes(2);
  expect(database.prepare('select b from a').all([])).toEqual([{ b: 1 }]);
  database.prepare('pragma user_version').all([]);
  expect(written).toHaveBeenCalledTimes(2);
  database.close();
});

test('a statement is made once, also when tables change under it or it is still being read', () => {
  const file = new Sqlite(':memory:');
  const prepare = vi.spyOn(file, 'prepare');
  const database = withKeptStatements(file);
  database.prepare('create table a (b)').run([]);
  for (let number = 0; number < 5; number += 1)
    database.prepare('insert into a (b) values (?)').run([number]);
  expect(prepare).toHaveBeenCalledTimes(2);

  const rows = database.prepare('select * from a').iterate([]);
  rows.next();
  expect(database.prepare('select * from a').all([])).toHaveLength(5);
  rows.return?.();
  database.prepare('alter table a add column c').run([]);
  expect(database.prepare('select * from a where b = 1').all([])).toEqual([{ b: 1, c: null }]);
  expect(database.prepare('select * from a').all([])[0]).toEqual({ b: 0, c: null });
  for (let number = 0; number < 1000; number += 1)
    database.prepare(`select ${number} from a limit 1`).all([]);
  const before = prepare.mock.calls.length;
  database.prepare('select 999 from a limit 1').all([]);
  expect(prepare).toHaveBeenCalledTimes(before);
  database.close();
});

test('closing leaves no log beside the file', async () => {
  const path = join(folder(), 'a.db');
  const database = await openDatabase(path);
  await sql`create table a (b)`.execute(database.queries);
  expect(existsSync(`${path}-wal`)).toBe(true);
  await database.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
});
