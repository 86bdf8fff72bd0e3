import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { memoryLedger, memoryMark } from '../../../test/support/privacy.ts';
import { manualClock } from '../../base/clock.ts';
import { actorId, spaceId } from '../../base/ids.ts';
import { seededRandom } from '../../base/random.ts';
import { grantStore } from '../permissions/store.ts';
import { permissionsPart } from '../permissions/tables.ts';
import { secretStore } from '../secrets/store.ts';
import { secretsPart } from '../secrets/tables.ts';
import { stagedStore } from '../settings/staged-store.ts';
import { settingsStore } from '../settings/store.ts';
import { settingsPart } from '../settings/tables.ts';
import type { Database } from '../../storage/index.ts';
import { privacyStore } from './privacy-store.ts';
import { privacy } from './privacy.ts';

const parts = [permissionsPart, secretsPart, settingsPart];
const ann = actorId('irc:libera:account:ann');
const bob = actorId('irc:libera:account:bob');
const byOwner = { by: 'console:local', via: 'console' };
const castle = spaceId('irc:libera:#castle');
const tower = spaceId('irc:libera:#tower');

/** Ann and Bob have been here and there. */
async function lived(database: Database) {
  const grants = grantStore(database);
  await grants.add({ scope: castle, subject: ann, capability: 'guard.view' }, bob, 1);
  await grants.add({ scope: tower, subject: bob, capability: 'guard.view' }, ann, 2);
  const prefix = { name: 'core.prefix', value: '"?"' };
  const settings = settingsStore(database);
  const how = { via: 'chat', note: '' };
  await settings.change([{ ...prefix, scope: `space:${castle}` }], { ...how, by: ann, atMs: 3 });
  await settings.change([{ ...prefix, scope: `community:${tower}` }], { ...how, by: bob, atMs: 4 });
  const secret = { name: 'x', sealed: 'v1:a:b:c', changedBy: ann, changedAtMs: 5 };
  await secretStore(database).put({ ...secret, scope: `space:${castle}` });
  return privacy({
    store: privacyStore(database, parts),
    ...{ ledger: memoryLedger(), mark: memoryMark() },
    clock: manualClock(7),
    random: seededRandom(1),
  });
}

describe.each(everyDatabase)('privacy on $kind', (kind) => {
  const inLife = (body: (port: Awaited<ReturnType<typeof lived>>) => Promise<void>) =>
    withDatabase(kind, parts, async (database) => body(await lived(database)));

  test('tells a person all that is kept about him, without secrets', () =>
    inLife(async ({ report }) => {
      const { tables } = await report(ann);

      expect(tables.map(({ table, rows }) => [table, rows.length])).toEqual([
        ['grants', 1],
        ['grants', 1],
        ['secrets', 1],
        ['settings_revisions', 1],
      ]);
      expect(JSON.stringify(tables)).not.toContain('v1:a:b:c');
    }));

  test('forgets a person: nothing names him any more, and what others did stays', () =>
    inLife(async ({ erase, report }) => {
      expect(await erase(ann, byOwner)).toMatchObject({ count: 4 });

      expect((await report(ann)).tables).toEqual([]);
      const left = JSON.stringify((await report(bob)).tables);
      expect(left).not.toContain('account:ann');
      expect(left).toMatch(/erased:[\w-]{12}/);
      expect(await erase(ann, byOwner)).toMatchObject({ count: 0 });
    }));

  test('forgets a space and its community, and no other', () =>
    inLife(async ({ forget, report }) => {
      expect(await forget(castle)).toBe(4);

      const left = JSON.stringify([await report(ann), await report(bob)]);
      expect(left).not.toContain(castle);
      expect(left).toContain(tower);
    }));

  test('asks the parts that keep something elsewhere', () =>
    inLife(async ({ add, report, erase, forget }) => {
      const asked: string[] = [];
      const remove = add({
        name: 'guard',
        tell: ({ actor }) => Promise.resolve([{ actor }]),
        erase: ({ actor }) => Promise.resolve(asked.push(actor)),
        forget: (space) => Promise.resolve(asked.push(space)),
      });
      expect((await report(ann)).others).toEqual([{ name: 'guard', known: [{ actor: ann }] }]);
      await erase(ann, byOwner);
      await forget(castle);
      remove();

      expect((await report(ann)).others).toEqual([]);
      expect(asked).toEqual([ann, castle]);
    }));

  test('erases anew whom an older database still knows, and nobody who came back since', () =>
    withDatabase(kind, parts, async (database) => {
      const [ledger, mark] = [memoryLedger(), memoryMark()];
      await lived(database);
      const port = privacy({
        ...{ store: privacyStore(database, parts), ledger, mark },
        ...{ clock: manualClock(7), random: seededRandom(1) },
      });
      await port.erase(ann, byOwner);
      await grantStore(database).add(
        ...([{ scope: castle, subject: ann, capability: 'guard.view' }, bob, 8] as const),
      );
      expect(await port.eraseAgain()).toBe(0);
      expect((await port.report(ann)).tables).toHaveLength(1);

      // As a restore does: what the database has been through goes back with it.
      await mark.set(0);
      expect(await port.eraseAgain()).toBe(1);
      expect((await port.report(ann)).tables).toEqual([]);
      expect((await port.report(bob)).tables).not.toEqual([]);
    }));

  test('removes what is too old, and nothing that is not, nor what still waits', () =>
    withDatabase(kind, parts, async (database) => {
      await lived(database);
      const store = privacyStore(database, parts);
      const [revisions, staged] = settingsPart.ages ?? [];
      if (!revisions || !staged) throw new Error('Settings have no age');
      const change = { wishes: [], applyAtMs: 9, by: ann, via: 'chat', stagedAtMs: 1 };
      await stagedStore(database).add({ ...change, id: 'a', state: 'waiting' });
      await stagedStore(database).add({ ...change, id: 'b', state: 'over' });

      expect(await store.expire(revisions, 4)).toBe(1);
      expect(await store.expire(revisions, 4)).toBe(0);
      expect(await store.expire(staged, 4)).toBe(1);
      expect(await stagedStore(database).find('a')).toBeDefined();
    }));
});
