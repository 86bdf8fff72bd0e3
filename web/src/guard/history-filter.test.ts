import { expect, test } from 'vitest';
import type { GuardEntry } from '../../../src/dashboard/wire.ts';
import { applyGuard } from '../data/guard-state.ts';
import { everything, filteredHistory } from './history-filter.ts';

const entry = (id: string, some: Partial<GuardEntry> = {}): GuardEntry => ({
  ...{ id, kind: 'refused', stage: 'window', reason: 'too-fast', actorName: 'mallory' },
  ...{ channel: 'irc/#castle', place: '#castle', firstMs: 0, lastMs: 0, untilMs: 0, times: 1 },
  ...some,
});
const entries = [
  entry('1'),
  entry('2', { actorName: 'bob', stage: 'channel', place: '#moat' }),
  entry('3', { kind: 'would-refuse' }),
];

test.each([
  [{}, ['1', '2', '3']],
  [{ text: 'mallory castle' }, ['1', '3']],
  [{ text: 'too fast bob' }, ['2']],
  [{ stage: 'channel' }, ['2']],
  [{ watched: 'shadow' as const }, ['3']],
  [{ watched: 'refused' as const }, ['1', '2']],
  [{ text: 'nobody' }, []],
])('%j lets through %j', (some, ids) =>
  expect(filteredHistory(entries, { ...everything, ...some }).map(({ id }) => id)).toEqual(ids),
);

test('an entry that went on comes first, once', () => {
  const state = { held: [], history: entries, places: [], stages: [] };
  const change = { kind: 'history' as const, entries: [entry('9'), entry('2', { times: 7 })] };

  expect(applyGuard(state, change).history.map(({ id, times }) => [id, times])).toEqual([
    ['2', 7],
    ['9', 1],
    ['1', 1],
    ['3', 1],
  ]);
});
