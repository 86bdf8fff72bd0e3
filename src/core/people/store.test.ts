import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { type PeopleStore, peopleStore } from './store.ts';
import { peoplePart } from './tables.ts';

const side = (name: string) => ({ actor: `irc:libera:account:${name}`, name });

describe.each(everyDatabase)('linked identities on $kind', (kind) => {
  const onStore = (body: (store: PeopleStore) => Promise<void>) =>
    withDatabase(kind, [peoplePart], (database) => body(peopleStore(database)));
  const namesOf = async (store: PeopleStore, name: string) =>
    (await store.of(side(name).actor)).map((one) => one.name).sort();

  test('two persons become one, and who is linked to nobody any more stands alone', () =>
    onStore(async (store) => {
      await store.link([side('ann'), side('bob')], 'one', 1);
      await store.link([side('carol'), side('dave')], 'two', 2);
      expect(await namesOf(store, 'ann')).toEqual(['ann', 'bob']);
      await store.link([side('bob'), side('carol')], 'three', 3);
      expect(await namesOf(store, 'dave')).toEqual(['ann', 'bob', 'carol', 'dave']);
      expect((await store.named('CAR', 5)).map(({ name }) => name)).toEqual(['carol']);
      expect((await store.named('account:bo', 5)).map(({ name }) => name)).toEqual(['bob']);
      for (const name of ['ann', 'bob', 'carol'])
        expect(await store.unlink(side(name).actor)).toBe(true);
      expect(await namesOf(store, 'dave')).toEqual([]);
      expect(await store.unlink(side('dave').actor)).toBe(false);
    }));

  test('one person has at most ten', () =>
    onStore(async (store) => {
      for (let at = 1; at < 10; at += 1)
        expect(await store.link([side('p0'), side(`p${at}`)], 'one', at)).toBe(true);
      expect(await store.link([side('p0'), side('p10')], 'one', 10)).toBe(false);
      expect(await namesOf(store, 'p0')).toHaveLength(10);
      expect(await namesOf(store, 'p10')).toEqual([]);
    }));
});
