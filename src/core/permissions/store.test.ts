import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { grantStore } from './store.ts';
import { permissionsPart } from './tables.ts';

const grant = { scope: 'irc:libera:#castle', subject: 'discord:1', capability: 'trace.view' };

describe.each(everyDatabase)('the grant store on $kind', (kind) => {
  test('keeps a grant once, however often it is given', () =>
    withDatabase(kind, [permissionsPart], async (database) => {
      const store = grantStore(database);
      await store.add(grant, 'discord:2', 1);
      await store.add(grant, 'discord:3', 2);

      expect(await store.all()).toEqual([grant]);
    }));

  test('says whether there was anything to take away', () =>
    withDatabase(kind, [permissionsPart], async (database) => {
      const store = grantStore(database);
      await store.add(grant, 'discord:2', 1);

      expect(await store.remove(grant)).toBe(true);
      expect(await store.remove(grant)).toBe(false);
    }));
});
