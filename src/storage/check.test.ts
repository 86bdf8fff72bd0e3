import { mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../test/support/databases.ts';
import { type Part, checkDatabase, migrate, openDatabase } from './index.ts';

const old: Part = {
  part: 'pets',
  migrations: [{ name: '001-start', up: ['create table pets (name text not null primary key)'] }],
};
const young: Part = {
  part: 'pets',
  migrations: [
    ...old.migrations,
    { name: '002-age', up: ['alter table pets add column age bigint not null default 0'] },
  ],
};

describe.each(everyDatabase)('checking a database on $kind', (kind) => {
  test('finds nothing wrong with a whole one, and changes nothing', () =>
    withDatabase(kind, [old], async (database) => {
      const before = await checkDatabase(database, [young]);
      const again = await checkDatabase(database, [young]);

      expect(before.damage).toEqual([]);
      expect(before.refusal).toBeUndefined();
      expect(before.migrations.map(({ state }) => state)).toEqual(['applied', 'waiting']);
      expect(again).toEqual(before);
    }));

  test('tells of one that a newer version wrote', () =>
    withDatabase(kind, [young], async (database) => {
      const { refusal } = await checkDatabase(database, [old]);
      expect(refusal).toMatch(/newer Castellan \(pets: 002-age\)/);
    }));

  test('tells of a migration that was changed', () =>
    withDatabase(kind, [old], async (database) => {
      const changed: Part = { part: 'pets', migrations: [{ name: '001-start', up: ['select 1'] }] };
      expect((await checkDatabase(database, [changed])).refusal).toMatch(/was changed/);
    }));

  test('takes an empty one for what it is', () =>
    withDatabase(kind, [], async (database) => {
      await sql`drop table if exists castellan_migrations`.execute(database.queries);
      expect((await checkDatabase(database, [old])).migrations).toEqual([
        { part: 'pets', name: '001-start', state: 'waiting' },
      ]);
    }));
});

test('finds damage in the pages of a SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-damage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'castellan.db');
  const whole = await openDatabase(file);
  await migrate(whole, [old], 1);
  for (let pet = 0; pet < 500; pet += 1)
    await sql`insert into pets values (${`${'pet'.repeat(30)}${pet}`})`.execute(whole.queries);
  await whole.close();
  const handle = openSync(file, 'r+');
  // Somewhere in the middle, past the header and the schema.
  for (const page of [4, 5, 6, 7])
    writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(handle);

  const damaged = await openDatabase(file);
  onTestFinished(() => damaged.close());

  expect((await checkDatabase(damaged, [old])).damage).not.toEqual([]);
});
