import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../test/support/databases.ts';
import type { DashboardStore, KeptSession } from './ports.ts';
import { dashboardStore } from './store.ts';
import { dashboardTables } from './tables.ts';

const session = (id: string, some: Partial<KeptSession> = {}): KeptSession => ({
  id,
  tokenHash: `hash of ${id}`,
  createdAtMs: 1_700_000_000_000,
  seenAtMs: 1_700_000_000_000,
  expiresAtMs: 1_700_000_500_000,
  address: '2001:db8::1',
  browser: 'Browser “quoted” <b>',
  ...some,
});

describe.each(everyDatabase)('the dashboard store on $kind', (kind) => {
  const store = (body: (store: DashboardStore) => Promise<void>) =>
    withDatabase(kind, [dashboardTables], (database) => body(dashboardStore(database)));

  test('keeps a secret of each kind, and takes a new one in its place', () =>
    store(async (kept) => {
      expect(await kept.secret('owner-token')).toBeUndefined();
      await kept.setSecret('owner-token', { hash: 'one', setAtMs: 1 });
      await kept.setSecret('password', { hash: 'other', setAtMs: 2 });
      await kept.setSecret('owner-token', { hash: 'two', setAtMs: 1_700_000_000_000 });
      expect(await kept.secret('owner-token')).toEqual({ hash: 'two', setAtMs: 1_700_000_000_000 });
      expect(await kept.secret('password')).toEqual({ hash: 'other', setAtMs: 2 });
    }));

  test('lets exactly one of many claim a secret', () =>
    store(async (kept) => {
      const claims = await Promise.all(
        ['a', 'b', 'c', 'd'].map((hash) => kept.claimSecret('owner-token', { hash, setAtMs: 1 })),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      const winner = ['a', 'b', 'c', 'd'][claims.indexOf(true)];
      expect((await kept.secret('owner-token'))?.hash).toBe(winner);
    }));

  test('finds a session by its hash alone, as it was kept', () =>
    store(async (kept) => {
      await kept.addSession(session('one'));
      expect(await kept.sessionByHash('hash of one')).toEqual(session('one'));
      expect(await kept.sessionByHash('one')).toBeUndefined();
    }));

  test('lists the last used first, and notes a use', () =>
    store(async (kept) => {
      await kept.addSession(session('one', { seenAtMs: 10 }));
      await kept.addSession(session('two', { seenAtMs: 20 }));
      await kept.touchSession('one', 30, 40);
      const list = await kept.sessions();
      expect(list.map(({ id, seenAtMs, expiresAtMs }) => [id, seenAtMs, expiresAtMs])).toEqual([
        ['one', 30, 40],
        ['two', 20, 1_700_000_500_000],
      ]);
    }));

  test('removes one session, all but one, or all that have expired', () =>
    store(async (kept) => {
      const ids = async () => (await kept.sessions()).map(({ id }) => id).sort();
      for (const id of ['a', 'b', 'c', 'd']) await kept.addSession(session(id));
      await kept.addSession(session('old', { expiresAtMs: 100 }));
      expect(await kept.removeSession('a')).toBe(true);
      expect(await kept.removeSession('a')).toBe(false);
      expect(await kept.removeSessionsBefore(100)).toBe(1);
      expect(await ids()).toEqual(['b', 'c', 'd']);
      expect(await kept.removeSessionsExcept('c')).toBe(2);
      expect(await ids()).toEqual(['c']);
      expect(await kept.removeSessionsExcept(undefined)).toBe(1);
      expect(await ids()).toEqual([]);
    }));
});
