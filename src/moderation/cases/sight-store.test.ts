import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { communityId } from '../../base/ids.ts';
import type { CaseKind } from '../../core/cases/case.ts';
import type { NewCase } from './new-case.ts';
import { type CaseStore, caseStore } from './store.ts';
import { casesPart } from './tables.ts';

const castle = communityId('irc:libera:#castle');
const place = {
  ...{ connection: 'libera', platform: 'irc', space: castle, channel: 'libera/#castle' },
  name: '#castle',
};
const bob = 'irc:libera:account:bob';

const held = (kind: CaseKind, mark: string): NewCase => ({
  ...{ community: castle, kind, state: 'pending', target: bob, by: 'irc:libera:account:ann' },
  ...{ via: 'chat', reason: '', atMs: 1000, untilMs: 9000, place, count: 1, marks: [mark] },
  ...{ evidence: [], evidenceUntilMs: 0, names: [] },
});

describe.each(everyDatabase)('on $kind', (kind) => {
  const onStore = (body: (store: CaseStore) => Promise<void>) =>
    withDatabase(kind, [casesPart], (database) => body(caseStore(database)));

  test('when a place was looked at last is known of each place of its own', () =>
    onStore(async (store) => {
      const at = { community: castle, place };
      const elsewhere = { community: castle, place: { ...place, connection: 'efnet' } };
      expect(await store.lastSeen(at)).toBeUndefined();
      await store.saw(at, 1000);
      await store.saw(at, 2_000_000_000_000);

      expect(await store.lastSeen(at)).toBe(2_000_000_000_000);
      expect(await store.lastSeen(elsewhere)).toBeUndefined();
    }));

  test('exceptions are in force like bans: a second one of the same kind replaces the first, and no other kind', () =>
    onStore(async (store) => {
      const made = [];
      for (const [what, mark] of [
        ['ban', 'b *!bob@*'],
        ['exempt', 'e *!bob@*'],
        ['invex', 'I *!bob@*'],
        ['exempt', 'e $a:bob'],
      ] as const) {
        const { made: one } = await store.open(held(what, mark));
        await store.settle(one, { atMs: 2000 });
        made.push(one);
      }

      const states = await Promise.all(made.map(async (one) => (await store.find(one))?.state));
      expect(states).toEqual(['open', 'ended', 'open', 'open']);
      expect(await store.marks(made[3]!)).toEqual(['e $a:bob', 'e *!bob@*']);
      expect((await store.withEnd()).map(({ kind: what }) => what)).toEqual(
        expect.arrayContaining(['ban', 'invex', 'exempt']),
      );
    }));
});
