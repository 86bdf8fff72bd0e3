import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { communityId } from '../../base/ids.ts';
import { aiPart, aiStore, fine } from './index.ts';
import type { NewVerdict } from './store.ts';

const castle = communityId('discord:1');

const verdict = (id: string, more: Partial<NewVerdict> = {}): NewVerdict => ({
  ...{ id, community: castle, atMs: 5000, actor: 'discord:5', name: 'bob', place: '{}' },
  ...{ text: 'you idiot', source: 'small', action: 'WARN', rule: 'No insults.', quote: 'idiot' },
  ...{ confidence: 0.934, reason: 'An insult.', micros: 40, tookMs: 300, followed: 'suggest' },
  ...more,
});

describe.each(everyDatabase)('verdicts on $kind', (kind) => {
  test('are numbered by community, and found again as they were', () =>
    withDatabase(kind, [aiPart], async (database) => {
      const store = aiStore(database);
      await store.keep(verdict('a'));
      await store.keep(verdict('x', { community: communityId('discord:2') }));
      const kept = await store.keep(verdict('b', { message: '77', followed: 'act' }));
      await store.setCase('b', 12);

      expect(kept.number).toBe(2);
      expect(await store.find(castle, 2)).toEqual({ ...kept, caseNumber: 12 });
      expect(await store.byCase(castle, 12)).toMatchObject({ id: 'b' });
      expect((await store.latest(castle, 5)).map(({ id }) => id)).toEqual(['b', 'a']);
    }));

  test('that are kept at once get numbers of their own', () =>
    withDatabase(kind, [aiPart], async (database) => {
      const store = aiStore(database);
      const kept = await Promise.all(
        Array.from({ length: 8 }, (_, at) => store.keep(verdict(`v${at}`))),
      );
      expect(kept.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    }));

  test('are decided once, and sums say how that went', () =>
    withDatabase(kind, [aiPart], async (database) => {
      const store = aiStore(database);
      for (const id of ['a', 'b', 'c', 'd']) await store.keep(verdict(id));
      const by = { actor: 'discord:9', atMs: 6000 };
      expect(await store.judge('a', { ...by, judged: 'approved' })).toBe(true);
      expect(await store.judge('a', { ...by, judged: 'dismissed' })).toBe(false);
      await store.judge('b', { ...by, judged: 'changed' });
      await store.judge('c', { ...by, judged: 'dismissed' });

      expect(await store.quality(castle)).toEqual([
        { source: 'small', action: 'WARN', confirmed: 2, dismissed: 1, waiting: 1 },
      ]);
      expect(await store.byId('a')).toMatchObject({ judged: 'approved', judgedBy: 'discord:9' });
    }));

  test('samples change their label when somebody thinks again, and the newest come first', () =>
    withDatabase(kind, [aiPart], async (database) => {
      const store = aiStore(database);
      const sample = { community: castle, actor: 'discord:5', text: 'you idiot', atMs: 1 };
      await store.learn({ ...sample, id: 'a', label: 'No insults.' });
      await store.learn({ ...sample, id: 'b', label: fine, text: 'hello', atMs: 2 });
      await store.learn({ ...sample, id: 'a', label: fine, atMs: 3 });

      expect(await store.samples(castle, 5)).toEqual([
        { text: 'you idiot', label: fine },
        { text: 'hello', label: fine },
      ]);
      expect(await store.samples(castle, 1)).toHaveLength(1);
    }));
});
