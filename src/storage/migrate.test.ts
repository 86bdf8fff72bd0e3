import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../test/support/databases.ts';
import { type Part, migrate, migrationStatus, openDatabase, tryMigrate } from './index.ts';

const first: Part = {
  part: 'pets',
  migrations: [{ name: '001-start', up: ['create table pets (name text not null primary key)'] }],
};
const second: Part = {
  part: 'pets',
  migrations: [
    ...first.migrations,
    { name: '002-age', up: ['alter table pets add column age bigint not null default 0'] },
  ],
};

describe.each(everyDatabase)('migrations on $kind', (kind) => {
  test('are applied once, in order', () =>
    withDatabase(kind, [first], async (database) => {
      expect(await migrate(database, [second], 1)).toMatchObject([
        { part: 'pets', name: '002-age' },
      ]);
      expect(await migrate(database, [second], 2)).toEqual([]);

      const status = await migrationStatus(database, [second]);

      expect(status.map(({ name, state, appliedAt }) => [name, state, appliedAt])).toEqual([
        ['001-start', 'applied', 0],
        ['002-age', 'applied', 1],
      ]);
    }));

  test('refuse a database that a newer version has written, and change nothing', () =>
    withDatabase(kind, [second], async (database) => {
      await expect(migrate(database, [first], 1)).rejects.toMatchObject({
        code: 'database-too-new',
      });
    }));

  test('refuse a step whose text was changed after it had been applied', () =>
    withDatabase(kind, [first], async (database) => {
      const changed: Part = {
        part: 'pets',
        migrations: [{ name: '001-start', up: ['create table pets (name text)'] }],
      };

      await expect(migrate(database, [changed], 1)).rejects.toMatchObject({
        code: 'migration-changed',
      });
    }));

  test('can be tried: what would be done is told, and nothing is', () =>
    withDatabase(kind, [first], async (database) => {
      const tried = await tryMigrate(database, [second]);

      expect(tried).toEqual([
        { part: 'pets', name: '002-age', statements: second.migrations[1]?.up },
      ]);
      const states = await migrationStatus(database, [second]);
      expect(states.map(({ state }) => state)).toEqual(['applied', 'waiting']);
      expect(await migrate(database, [second], 1)).toHaveLength(1);
    }));

  test('leave nothing behind when a later step fails', () =>
    withDatabase(kind, [], async (database) => {
      const broken: Part = {
        part: 'broken',
        migrations: [{ name: '001', up: ['create table half (a text)', 'this is not sql'] }],
      };

      await expect(migrate(database, [broken], 1)).rejects.toThrow();

      const tables = await database.queries.introspection.getTables();
      expect(tables.map(({ name }) => name)).not.toContain('half');
    }));

  test('are done by one of two processes that start together', () =>
    withDatabase(kind, [], async (_database, url) => {
      const outputs = await Promise.all([migrating(url), migrating(url)]);

      expect(outputs.map((output) => Number(output)).sort()).toEqual([0, 2]);
    }));

  test('give back whole numbers beyond 32 bits as numbers', () =>
    withDatabase(kind, [second], async (database) => {
      const pets = database.queries.$extendTables<{ pets: { name: string; age: number } }>();
      await pets.insertInto('pets').values({ name: 'rex', age: 1_800_000_000_000 }).execute();

      const rex = await pets.selectFrom('pets').selectAll().executeTakeFirst();

      expect(rex).toEqual({ name: 'rex', age: 1_800_000_000_000 });
      expect(database.count()).toBeGreaterThan(0);
    }));
});

const program = `
  const { migrate, openDatabase } = await import(process.argv[1]);
  const database = await openDatabase(process.argv[2]);
  const done = await migrate(database, JSON.parse(process.argv[3]), 1);
  await database.close();
  console.log(done.length);
`;

/** Migrates in a process of its own; resolves to how many steps it applied. */
async function migrating(url: string): Promise<string> {
  const door = new URL('./index.ts', import.meta.url).href;
  const args = ['--input-type=module', '-e', program, door, url, JSON.stringify([second])];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout.trim();
}

test('a database file in a folder that is not there is refused in words', async () => {
  await expect(openDatabase('/nowhere/at/all/castellan.db')).rejects.toThrow(
    /Check that its folder exists/,
  );
});

test('an unreachable PostgreSQL is refused in words without the password', async () => {
  const failure = await openDatabase('postgres://me:hunter2@127.0.0.1:1/none').catch(
    (thrown: unknown) => thrown,
  );

  expect(String(failure)).toMatch(/PostgreSQL cannot be reached/);
  expect(String(failure)).not.toContain('hunter2');
});
