import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { migrate } from '../../storage/index.ts';
import { tablesOf } from './rows-store.ts';
import { column, defineTable, partOf } from './table.ts';

const quotes = defineTable({
  name: 'quotes',
  columns: {
    id: column.integer(),
    author: column.text({ person: 'remove' }),
    text: column.text(),
    about: column.json(),
    saidAtMs: column.integer(),
  },
  key: ['id'],
  indexes: [['author', 'saidAtMs']],
});

const quote = (id: number, author: string) => ({
  ...{ id, author, text: `It's ${id}`, about: { tags: [author] } },
  saidAtMs: 1_800_000_000_000 + id,
});

describe.each(everyDatabase)('the tables of a module on $kind', (kind) => {
  test('keep typed rows', () =>
    withDatabase(kind, [partOf('my-quotes', [quotes])], async (database) => {
      const rows = tablesOf('my-quotes', database).of(quotes);
      for (const [at, author] of ['ann', 'bob', 'ann'].entries())
        await rows.insert(quote(at + 1, author));

      expect(await rows.find({ id: 2 })).toEqual(quote(2, 'bob'));
      expect(await rows.list({ where: { author: 'ann' }, order: ['-saidAtMs'] })).toEqual([
        quote(3, 'ann'),
        quote(1, 'ann'),
      ]);
      expect(await rows.count({ saidAtMs: { least: 1_800_000_000_002 } })).toBe(2);
      expect(await rows.update({ author: 'ann' }, { text: 'never' })).toBe(2);
      expect(await rows.add({ id: 2 }, 'saidAtMs', 5)).toBe(1);
      await rows.put({ ...quote(2, 'eve'), about: null });
      expect(await rows.find({ id: 2 })).toEqual({ ...quote(2, 'eve'), about: null });
      expect(await rows.remove({ author: 'ann' })).toBe(2);
      await expect(rows.insert(quote(2, 'eve'))).rejects.toThrow();
    }));

  test('take a column that came later, and fill it in rows that were there', () =>
    withDatabase(kind, [partOf('my-quotes', [quotes])], async (database) => {
      await tablesOf('my-quotes', database).of(quotes).insert(quote(1, 'ann'));
      const young = defineTable({
        ...quotes,
        columns: {
          ...quotes.columns,
          liked: column.boolean({ since: '002-liked', default: true }),
        },
      });

      await migrate(database, [partOf('my-quotes', [young])], 1);

      const rows = tablesOf('my-quotes', database).of(young);
      expect(await rows.find({ liked: true })).toEqual({ ...quote(1, 'ann'), liked: true });
    }));
});

test('what cannot be a table is refused in words', () => {
  expect(() => defineTable({ name: 'a; drop', columns: {}, key: [] })).toThrow(
    /cannot name a table/,
  );
  expect(() =>
    defineTable({ name: 'a', columns: { b: column.text({ since: '002' }) }, key: ['b'] }),
  ).toThrow(/need a default/);
});
