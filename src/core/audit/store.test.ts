import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { actorId } from '../../base/ids.ts';
import { systemRandom } from '../../base/random.ts';
import { type Database, openDatabase } from '../../storage/index.ts';
import type { AuditEntry } from './entry.ts';
import { personalAudit } from './personal.ts';
import { auditStore } from './store.ts';
import { type AuditRow, auditPart } from './tables.ts';

const ann: AuditEntry = {
  ...{ actor: 'irc:libera:account:ann', actorName: 'ann', via: 'chat', action: 'setting set' },
  ...{ outcome: 'done', community: 'irc:libera:#castle' },
  ...{ object: 'core.prefix in instance', before: '"!"', after: '"?"' },
};
const bob: AuditEntry = {
  ...{ actor: 'discord:7', via: 'slash', action: 'command rate unban', outcome: 'refused' },
  object: 'irc:libera:account:ann',
};

/** As links were hashed by the first Castellan. */
const oldHash = (row: Omit<AuditRow, 'hash' | 'closes'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        ...[row.previous_hash, row.seq, row.at, row.via, row.action, row.outcome, row.community],
        ...[row.actor_hash, row.what_hash],
      ]),
    )
    .digest('hex');

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

  const begun: AuditEntry = { ...bob, outcome: 'begun' };

  test('lists one entry of an act: what came of it, or that it began', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database, 1);
      const act = await store.append(begun, 10);
      await store.append({ ...begun, object: 'another' }, 20);
      await store.append({ ...bob, outcome: 'failed', closes: act }, 30);

      expect(await store.list({ limit: 9 })).toMatchObject([
        { seq: 4, outcome: 'failed', closes: 2, atMs: 30, begunMs: 10 },
        { seq: 3, outcome: 'begun', object: 'another' },
        { seq: 1 },
      ]);
      expect(await store.list({ limit: 9, outcome: 'begun' })).toHaveLength(1);
      expect(await store.verify()).toMatchObject({ state: 'whole', entries: 4 });
    }));

  test('says once of acts without an end that they were interrupted', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database, 1);
      const whole = await store.append(begun, 10);
      await store.append({ ...bob, outcome: 'done', closes: whole }, 20);
      const cut = await store.append({ ...begun, object: 'another' }, 30);

      expect(await store.closeInterrupted(99)).toBe(1);
      expect(await store.closeInterrupted(99)).toBe(0);
      expect(await store.list({ limit: 1 })).toMatchObject([
        { ...begun, outcome: 'interrupted', object: 'another', closes: cut, begunMs: 30, atMs: 99 },
      ]);
      expect(await store.list({ limit: 9, outcome: 'begun' })).toEqual([]);
      // Another process on the same database was still at it.
      await store.append({ ...bob, outcome: 'done', closes: cut }, 100);
      expect(await store.list({ limit: 9, outcome: 'interrupted' })).toEqual([]);
      expect(await store.verify()).toMatchObject({ state: 'whole', entries: 6 });
    }));

  test('shows that an end was put to another act', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database, 1);
      await store.append(begun, 10);
      await store.append({ ...bob, outcome: 'done', closes: 2 }, 20);
      await sql`update audit set closes = 1 where seq = 3`.execute(database.queries);

      expect(await store.verify()).toMatchObject({ state: 'broken', at: 3, why: 'changed' });
    }));

  test('follows a chain that began before acts had a beginning', () =>
    withDatabase(kind, [auditPart], async (database) => {
      const store = await filled(database, 2);
      const { hash } = (await store.list({ limit: 1 }))[0]!;
      const rows = await sql<
        Parameters<typeof oldHash>[0]
      >`select * from audit where seq = 2`.execute(database.queries);

      expect(oldHash(rows.rows[0]!)).toBe(hash);
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
