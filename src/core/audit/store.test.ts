import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { actorId } from '../../base/ids.ts';
import { systemRandom } from '../../base/random.ts';
import { type Database, openDatabase } from '../../storage/index.ts';
import type { AuditEntry } from './entry.ts';
import { personalAudit } from './personal.ts';
import { auditStore } from './store.ts';
import { auditPart } from './tables.ts';

const ann: AuditEntry = {
  ...{ actor: 'irc:libera:account:ann', actorName: 'ann', via: 'chat', action: 'setting set' },
  ...{ outcome: 'done', community: 'irc:libera:#castle' },
  ...{ object: 'core.prefix in instance', before: '"!"', after: '"?"' },
};
const bob: AuditEntry = {
  ...{ actor: 'discord:7', via: 'slash', action: 'command rate unban', outcome: 'refused' },
  object: 'irc:libera:account:ann',
};

const filled = async (database: Database, count = 6) => {
  const store = auditStore(database, systemRandom);
  for (let at = 0; at < count; at += 1) await store.append(at % 2 === 0 ? ann : bob, at * 10);
  return store;
};

describe.each(everyDatabase)('the audit store on $kind', (kind) => {
  test('gives back what was written, newest first', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database, 2);

      const list = await store.list({ limit: 5 });
      expect(list).toMatchObject([
        { ...bob, seq: 2, atMs: 10 },
        { ...ann, seq: 1, atMs: 0 },
      ]);
      for (const { hash } of list) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }));

  test.each([
    [{ text: 'PREFIX' }, [5, 3, 1]],
    [{ text: 'unban ann' }, [6, 4, 2]],
    [{ text: '100%' }, []],
    [{ actor: 'discord:7' }, [6, 4, 2]],
    [{ via: 'chat', sinceMs: 20 }, [5, 3]],
    [{ outcome: 'refused', untilMs: 30 } as const, [4, 2]],
    [{ community: 'irc:libera:#castle', beforeSeq: 5 }, [3, 1]],
  ])('finds by %j', (filter, found) =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database);
      const list = await store.list({ ...filter, limit: 9 });

      expect(list.map(({ seq }) => seq)).toEqual(found);
    }),
  );

  test('is whole after many writers wrote at once', () =>
    withDatabase(kind, [auditPart], async (database, url) => {
      // Two connections of one process to one file would wait for each other.
      const other = kind.kind === 'postgres' ? await openDatabase(url) : database;
      const stores = [auditStore(database, systemRandom), auditStore(other, systemRandom)];
      await Promise.all(Array.from({ length: 40 }, (_, at) => stores[at % 2]!.append(ann, at)));
      const state = await stores[0]!.verify();
      if (other !== database) await other.close();

      expect(state).toMatchObject({ state: 'whole', entries: 40 });
    }));

  test.each([
    ['a changed action', `update audit set action = 'nothing' where seq = 3`, 3, 'changed'],
    ['a changed outcome', `update audit set outcome = 'done' where seq = 4`, 4, 'changed'],
    ['another actor', `update audit set actor = 'discord:9' where seq = 2`, 2, 'changed'],
    ['a changed value', `update audit set after = '"~"' where seq = 5`, 5, 'changed'],
    ['another time', `update audit set at = 1 where seq = 3`, 3, 'changed'],
    ['an entry taken out', `delete from audit where seq = 3`, 3, 'missing'],
    ['the first one taken out', `delete from audit where seq = 1`, 1, 'missing'],
    ['the last ones taken off', `delete from audit where seq > 4`, 5, 'cutOff'],
    ['all of it gone', `delete from audit`, 1, 'cutOff'],
  ])('shows %s', (_what, statement, at, why) =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database);
      await sql.raw(statement).execute(database.queries);

      expect(await store.verify()).toMatchObject({ state: 'broken', at, why });
    }),
  );

  const person = {
    ...{ actor: actorId('irc:libera:account:ann'), names: ['ann'] },
    ...{ by: 'console:local', via: 'cli', pseudonym: 'erased:abc', atMs: 77 },
  };

  test('forgets a person, as who did something and to whom it was done, and stays whole', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database);
      const personal = personalAudit(store);
      expect(await personal.tell(person)).toHaveLength(6);

      expect(await personal.erase(person)).toBe(6);

      expect(await store.verify()).toMatchObject({ state: 'whole', entries: 7 });
      expect(await personal.tell(person)).toEqual([]);
      const rows = await sql<object>`select * from audit`.execute(database.queries);
      expect(JSON.stringify(rows.rows)).not.toMatch(/account:ann|"ann"/);
      const [erasure] = await store.list({ limit: 1 });
      expect(erasure).toMatchObject({ action: 'privacy erased', object: 'erased:abc', atMs: 77 });
      await store.append(bob, 99);
      expect(await store.verify()).toMatchObject({ state: 'whole', entries: 8 });
    }));

  test('forgets a person who is only named by a word that somebody typed, and nobody like him', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = auditStore(database, systemRandom);
      const said = { ...bob, actor: 'discord:7' };
      for (const object of ['Ann 10m in #castle', 'joanna in #ann', 'the annual in #castle'])
        await store.append({ ...said, object }, 1);

      expect(await store.erase(person, person)).toBe(1);
      expect((await store.list({ limit: 9 })).map(({ object }) => object)).toEqual([
        ...['erased:abc', 'the annual in #castle', 'joanna in #ann', undefined],
      ]);
      expect(await store.verify()).toMatchObject({ state: 'whole', entries: 4 });
    }));

  test('finds a name with letters beyond ASCII whatever their case', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = auditStore(database, systemRandom);
      await store.append({ ...bob, object: 'ÄNNCHEN in #castle' }, 1);

      expect(await store.about({ actor: 'discord:9', names: ['Ännchen'] })).toHaveLength(1);
      expect(await store.about({ actor: 'discord:9', names: ['Änn'] })).toEqual([]);
    }));

  test.each([
    ['who', `update audit set actor = null, actor_name = null, actor_salt = null where seq = 2`],
    [
      'what',
      `update audit set object = null, before = null, after = null, what_salt = null where seq = 2`,
    ],
  ])('shows that somebody blanked %s without an erasure', (_what, statement) =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database);
      await store.erase({ actor: 'discord:9', names: [] }, person);
      await sql.raw(statement).execute(database.queries);

      expect(await store.verify()).toMatchObject({ state: 'broken', at: 2, why: 'blanked' });
    }),
  );

  test('lets go of what is old, from the beginning, and stays whole', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database);
      expect(await store.trim(0, 60)).toBe(0);

      expect(await store.trim(30, 60)).toBe(3);
      expect(await store.verify()).toMatchObject({ state: 'whole', entries: 4 });
      expect(await store.trim(61, 70)).toBe(4);
      expect(await store.verify()).toMatchObject({ state: 'whole', entries: 1 });
      await store.append(ann, 80);
      expect((await store.list({ limit: 5 })).map(({ seq, action }) => [seq, action])).toEqual([
        [9, 'setting set'],
        [8, 'audit trimmed'],
      ]);
    }));

  test('shows that somebody else cut its beginning off', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database);
      await store.trim(20, 60);
      await sql`update audit_head set seq = 3, hash = (select hash from audit where seq = 3)
        where id = 2`.execute(database.queries);
      await sql`delete from audit where seq <= 3`.execute(database.queries);

      expect(await store.verify()).toMatchObject({ state: 'broken', why: 'missing' });
    }));
});
