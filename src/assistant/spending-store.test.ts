import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../test/support/databases.ts';
import { communityId } from '../base/ids.ts';
import { openDatabase } from '../storage/index.ts';
import { assistantPart, spendingStore } from './index.ts';

const castle = communityId('discord:1');
const purse = { community: castle, day: '2027-01-31', person: 'discord:5' };
const budget = { tokens: 1000, tokensOfPerson: 500, micros: 900 };
const some = { tokens: 200, micros: 100 };

describe.each(everyDatabase)('spending on $kind', (kind) => {
  test('takes all or nothing, of everybody and of each, and is there after a restart', () =>
    withDatabase(kind, [assistantPart], async (database, url) => {
      const store = spendingStore(database);
      expect(await store.take(purse, some, budget)).toBe(true);
      expect(await store.take(purse, some, budget)).toBe(true);
      expect(await store.take(purse, some, budget)).toBe(false);
      // What was refused for the person is not taken from everybody either.
      expect(await store.days(castle, 5)).toEqual([
        { day: '2027-01-31', requests: 2, tokens: 400, micros: 200 },
      ]);

      const again = await openDatabase(url);
      const reopened = spendingStore(again);
      expect(await reopened.take(purse, some, budget)).toBe(false);
      await reopened.correct(purse, { tokens: -100, micros: -50 });
      expect(await reopened.take(purse, some, budget)).toBe(true);
      await again.close();
    }));

  test('of two that want the last of it at once, one gets it', () =>
    withDatabase(kind, [assistantPart], async (database) => {
      const store = spendingStore(database);
      const wanting = Array.from({ length: 8 }, (_, at) =>
        store.take({ ...purse, person: `discord:${at}` }, { tokens: 300, micros: 1 }, budget),
      );
      const got = await Promise.all(wanting);

      expect(got.filter(Boolean)).toHaveLength(3);
    }));

  test('each day begins anew, and old ones go', () =>
    withDatabase(kind, [assistantPart], async (database) => {
      const store = spendingStore(database);
      await store.take(purse, { tokens: 500, micros: 5 }, budget);
      expect(await store.take({ ...purse, day: '2027-02-01' }, some, budget)).toBe(true);
      expect((await store.days(castle, 5)).map(({ day }) => day)).toEqual([
        '2027-02-01',
        '2027-01-31',
      ]);
      await store.expire('2027-02-01');

      expect(await store.days(castle, 5)).toHaveLength(1);
    }));
});
