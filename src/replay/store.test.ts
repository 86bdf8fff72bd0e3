import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../test/support/databases.ts';
import type { HistoryEntry } from './history.ts';
import { historyStore } from './history-store.ts';
import { type StoredBlock, factStore } from './store.ts';
import { replayPart } from './tables.ts';

const block = (page: number, space: string, fromMs: number): StoredBlock => ({
  ...{ page, space, fromMs, untilMs: fromMs + 900, facts: 3 },
  body: Buffer.from([1, 0, 255, page % 256]),
});

/** A page's number is as large as it is in life. */
const first = 1_790_000_000_000_123;

describe.each(everyDatabase)('the store of facts on $kind', (kind) => {
  test('gives blocks back byte for byte, in the order of their pages', () =>
    withDatabase(kind, [replayPart], async (database) => {
      const store = factStore(database);
      await store.add([block(first + 1, 'a', 2000), block(first + 1, 'b', 2100)]);
      await store.add([block(first, 'a', 1000)]);

      const found = await store.blocks(first, first + 1);

      expect(found.map(({ page, space }) => [page - first, space])).toEqual([
        ...[
          [0, 'a'],
          [1, 'a'],
          [1, 'b'],
        ],
      ]);
      expect(Buffer.from(found[0]!.body)).toEqual(Buffer.from(block(first, 'a', 0).body));
      expect(await store.pages(0)).toEqual([
        { page: first + 1, facts: 6 },
        { page: first, facts: 3 },
      ]);
      expect(await store.pages(2500)).toEqual([{ page: first + 1, facts: 6 }]);
      expect(await store.size()).toEqual({ blocks: 3, facts: 9, bytes: 12 });
    }));

  test('adds nothing where there is nothing', () =>
    withDatabase(kind, [replayPart], async (database) => {
      const store = factStore(database);
      await store.add([]);

      expect(await store.size()).toEqual({ blocks: 0, facts: 0, bytes: 0 });
    }));

  test('forgets what is old, a space, a block, and keeps what a block becomes', () =>
    withDatabase(kind, [replayPart], async (database) => {
      const store = factStore(database);
      await store.add([block(1, 'a', 0), block(2, 'a', 5000), block(2, 'b', 5000)]);
      await store.add([block(3, 'b', 6000)]);

      expect(await store.forgetBefore(5000)).toBe(1);
      expect(await store.forgetSpace('a')).toBe(1);
      await store.replace({ ...block(2, 'b', 5000), facts: 1, body: Buffer.from('x') });
      await store.remove(3, 'b');

      expect(await store.blocks(0, 9)).toEqual([
        { ...block(2, 'b', 5000), facts: 1, body: Buffer.from('x') },
      ]);
    }));
});

const entry = (id: string, lastMs: number, some: Partial<HistoryEntry> = {}): HistoryEntry => ({
  ...{ id, kind: 'refused', stage: 'window', reason: 'too-fast', channel: 'libera/#castle' },
  ...{ place: '#castle', firstMs: 1000, lastMs, untilMs: lastMs + 5000, times: 1 },
  ...some,
});

describe.each(everyDatabase)('the store of the history on $kind', (kind) => {
  test('gives the latest back, and what went on as it is now', () =>
    withDatabase(kind, [replayPart], async (database) => {
      const store = historyStore(database);
      const whole = entry('b', 3000, {
        ...{ actor: 'irc:libera:account:ann', actorName: 'ann', command: 'ping' },
        space: 'irc:libera:#castle',
      });
      await store.put([entry('a', 2000), whole, entry('old', 500)]);
      await store.put([]);
      await store.put([{ ...whole, lastMs: 4000, untilMs: 9000, times: 12 }]);

      expect(await store.latest(2)).toEqual([
        entry('a', 2000),
        { ...whole, lastMs: 4000, untilMs: 9000, times: 12 },
      ]);
    }));

  test('forgets what is old, a person, a space', () =>
    withDatabase(kind, [replayPart], async (database) => {
      const store = historyStore(database);
      await store.put([
        ...[entry('old', 500), entry('a', 2000, { actor: 'ann' })],
        ...[entry('s', 2100, { space: 'here' }), entry('left', 2200, { actor: 'bob' })],
      ]);

      expect(await store.forgetBefore(1000)).toBe(1);
      expect(await store.forgetActor('ann')).toBe(1);
      expect(await store.forgetSpace('here')).toBe(1);
      expect((await store.latest(9)).map(({ id }) => id)).toEqual(['left']);
    }));
});
