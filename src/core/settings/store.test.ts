import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { migrate, openDatabase } from '../../storage/index.ts';
import { settingsStore } from './store.ts';
import { stagedStore } from './staged-store.ts';
import { settingsPart } from './tables.ts';

const prefix = { scope: 'space:irc:libera:#castle', name: 'core.prefix' };
const language = { scope: 'instance', name: 'core.language' };
const by = (name: string, atMs: number, note = '') => ({ by: name, via: 'chat', note, atMs });

describe.each(everyDatabase)('the settings store on $kind', (kind) => {
  test('keeps the last value and every revision, newest first', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = settingsStore(database);
      await store.change([{ ...prefix, value: '"?"' }], by('irc:libera:account:ann', 1));
      await store.change([{ ...prefix, value: '"~"' }], by('discord:1', 2, 'rollback 1'));

      expect(await store.all()).toEqual({
        values: [{ ...prefix, value: '"~"' }],
        latest: [{ ...prefix, id: 2 }],
        lastId: 2,
      });
      expect(await store.history({ name: prefix.name, limit: 10 })).toEqual([
        {
          ...{ ...prefix, id: 2, before: '"?"', after: '"~"' },
          ...{ by: 'discord:1', via: 'chat', note: 'rollback 1', atMs: 2 },
        },
        {
          ...{ ...prefix, id: 1, before: null, after: '"?"' },
          ...{ by: 'irc:libera:account:ann', via: 'chat', note: '', atMs: 1 },
        },
      ]);
    }));

  test('forgets a value that goes back to the default, but not that it did', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = settingsStore(database);
      await store.change([{ ...prefix, value: '"?"' }], by('a', 1));
      await store.change([{ ...prefix, value: null }], by('b', 2));

      expect((await store.all()).values).toEqual([]);
      const [newest] = await store.history({ limit: 1 });
      expect(newest).toMatchObject({ before: '"?"', after: null, by: 'b' });
    }));

  test('writes several values together, or none when one of them was changed meanwhile', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = settingsStore(database);
      await store.change([{ ...prefix, value: '"?"' }], by('ann', 1));
      const stale = await store.change(
        [
          { ...language, value: '"fr"' },
          { ...prefix, value: '"~"', expected: 7 },
        ],
        by('bob', 2),
      );

      expect(stale).toMatchObject({ state: 'stale', latest: { id: 1, by: 'ann' } });
      expect((await store.all()).values).toEqual([{ ...prefix, value: '"?"' }]);
      expect(await store.lastId()).toBe(1);

      await store.change(
        [
          { ...language, value: '"fr"', expected: 0 },
          { ...prefix, value: '"~"', expected: 1 },
        ],
        by('bob', 3),
      );
      expect((await store.history({ limit: 9 })).map(({ id, name }) => [id, name])).toEqual([
        [3, 'core.prefix'],
        [2, 'core.language'],
        [1, 'core.prefix'],
      ]);
    }));

  test('numbers the changes of several writers without a gap or a double', () =>
    withDatabase(kind, [settingsPart], async (database, url) => {
      // Two connections of one process to one file would wait for each other.
      const other = kind.kind === 'postgres' ? await openDatabase(url) : database;
      const stores = [settingsStore(database), settingsStore(other)];
      await Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          stores[at % 2]!.change([{ ...prefix, value: String(at) }], by('x', at)),
        ),
      );
      const ids = (await stores[0]!.since(0)).map(({ id }) => id);
      if (other !== database) await other.close();

      expect(ids).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    }));

  test('undoes a change when what belongs to it cannot be written', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = settingsStore(database, () => Promise.reject(new Error('no room')));

      await expect(store.change([{ ...prefix, value: '"?"' }], by('a', 1))).rejects.toThrow(
        'no room',
      );
      expect(await store.all()).toEqual({ values: [], latest: [], lastId: 0 });
    }));

  test('tells what was changed since, in which scopes, and until when', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = settingsStore(database);
      await store.change([{ ...prefix, value: '"?"' }], by('a', 10));
      await store.change([{ ...language, value: '"fr"' }], by('a', 20));

      expect((await store.since(1)).map(({ name }) => name)).toEqual(['core.language']);
      const here = await store.history({ scopes: [prefix.scope], limit: 5 });
      expect(here.map(({ id }) => id)).toEqual([1]);
      expect(await store.history({ scopes: [], limit: 5 })).toEqual([]);
      expect(await store.idAt(15)).toBe(1);
      expect(await store.idAt(9)).toBe(0);
      expect(await store.revision(2)).toMatchObject(language);
    }));

  test('gives the revisions of an older version their place in the one history', async () => {
    const { url, remove } = await kind.fresh();
    const database = await openDatabase(url);
    const [start] = settingsPart.migrations;
    await migrate(database, [{ part: 'settings', migrations: [start!] }], 0);
    for (const [name, revision, at] of [
      ['core.prefix', 1, 5],
      ['core.prefix', 2, 30],
      ['core.language', 1, 7],
    ] as const)
      await sql`insert into settings_revisions (scope, name, revision, before, after, changed_by, changed_at)
        values ('instance', ${name}, ${revision}, null, '"x"', 'ann', ${at})`.execute(
        database.queries,
      );
    await migrate(database, [settingsPart], 0);
    const store = settingsStore(database);
    const found = (await store.history({ limit: 9 })).map(({ id, name, atMs }) => [id, name, atMs]);
    const lastId = await store.lastId();
    await database.close();
    await remove();

    expect(found).toEqual([
      [3, 'core.prefix', 30],
      [2, 'core.language', 7],
      [1, 'core.prefix', 5],
    ]);
    expect(lastId).toBe(3);
  });

  test('keeps staged changes, and lets only one of two move one on', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = stagedStore(database);
      const staged = {
        ...{ id: 'abc', wishes: [{ ...prefix, typed: null }], applyAtMs: 5, revertAtMs: 9 },
        ...({ state: 'waiting', by: 'ann', via: 'chat', stagedAtMs: 1 } as const),
      };
      await store.add(staged);

      expect(await store.open()).toEqual([staged]);
      expect(await store.move('abc', 'waiting', 'applied')).toBe(true);
      expect(await store.move('abc', 'waiting', 'cancelled')).toBe(false);
      expect(await store.open()).toMatchObject([{ state: 'applied' }]);
      await store.move('abc', 'applied', 'over', 'settings.touched');
      expect(await store.open()).toEqual([]);
      expect(await store.find('abc')).toMatchObject({ state: 'over', problem: 'settings.touched' });
    }));
});
