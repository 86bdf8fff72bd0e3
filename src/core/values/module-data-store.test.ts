import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { tablesOf } from '../tables/rows-store.ts';
import { column, defineTable, partOf } from '../tables/table.ts';
import { moduleDataStore } from './module-data-store.ts';
import { valueStore } from './store.ts';
import { valuesPart } from './tables.ts';
import { valuesOf } from './values.ts';

const points = defineTable({
  name: 'points',
  columns: { who: column.text({ person: 'remove' }), score: column.integer() },
  key: ['who'],
  indexes: [['score']],
});
const karma = partOf('karma', [points]);
const quotes = partOf('quotes', [points]);

describe.each(everyDatabase)('what a module has kept on $kind', (kind) => {
  test('is counted, and goes without touching that of another', () =>
    withDatabase(kind, [valuesPart, karma, quotes], async (database) => {
      const store = moduleDataStore(database, () => Promise.resolve([karma, quotes]));
      for (const module of ['karma', 'quotes']) {
        await tablesOf(module, database).of(points).insert({ who: 'ann', score: 1 });
        await valuesOf(module, valueStore(database), manualClock()).set('n', 1);
      }
      expect(await store.count('karma')).toEqual({ values: 1, rows: 1 });

      await store.purge('karma');

      expect(await store.count('karma')).toEqual({ values: 0, rows: 0 });
      expect(await store.count('quotes')).toEqual({ values: 1, rows: 1 });
      await tablesOf('karma', database).of(points).insert({ who: 'bob', score: 2 });
      expect(await store.count('karma')).toEqual({ values: 0, rows: 1 });
      expect(await store.count('nobody')).toEqual({ values: 0, rows: 0 });
    }));
});
