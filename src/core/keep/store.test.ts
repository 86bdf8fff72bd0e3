import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { keepStore } from './store.ts';
import { keepPart } from './tables.ts';

describe.each(everyDatabase)('the keep store on $kind', (kind) => {
  test('keeps the last text under each name', () =>
    withDatabase(kind, [keepPart], async (database) => {
      const store = keepStore(database);
      await store.put('irc:libera', 'one');
      await store.put('irc:libera', 'two');
      await store.put('irc:oftc', 'three');

      const kept = new Map((await store.all()).map(({ name, text }) => [name, text]));
      expect(kept).toEqual(
        new Map([
          ['irc:libera', 'two'],
          ['irc:oftc', 'three'],
        ]),
      );
    }));
});
