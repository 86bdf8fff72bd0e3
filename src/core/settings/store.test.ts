import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { settingsStore } from './store.ts';
import { settingsPart } from './tables.ts';

const prefix = { scope: 'space:irc:libera:#castle', name: 'core.prefix' };

describe.each(everyDatabase)('the settings store on $kind', (kind) => {
  test('keeps the last value and every revision, newest first', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = settingsStore(database);
      await store.change({ ...prefix, value: '"?"', by: 'irc:libera:account:ann', atMs: 1 });
      await store.change({ ...prefix, value: '"~"', by: 'discord:1', atMs: 2 });

      expect(await store.all()).toEqual([{ ...prefix, value: '"~"' }]);
      expect(await store.history(prefix.scope, prefix.name, 10)).toEqual([
        {
          ...prefix,
          revision: 2,
          before: '"?"',
          after: '"~"',
          changedBy: 'discord:1',
          changedAtMs: 2,
        },
        {
          ...prefix,
          ...{ revision: 1, before: null, after: '"?"' },
          ...{ changedBy: 'irc:libera:account:ann', changedAtMs: 1 },
        },
      ]);
    }));

  test('forgets a value that goes back to the default, but not that it did', () =>
    withDatabase(kind, [settingsPart], async (database) => {
      const store = settingsStore(database);
      await store.change({ ...prefix, value: '"?"', by: 'a', atMs: 1 });
      await store.change({ ...prefix, value: null, by: 'b', atMs: 2 });

      expect(await store.all()).toEqual([]);
      const [newest] = await store.history(prefix.scope, prefix.name, 1);
      expect(newest).toMatchObject({ before: '"?"', after: null, changedBy: 'b' });
    }));
});
