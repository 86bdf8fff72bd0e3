import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { manualClock } from '../../base/clock.ts';
import { valueStore } from './store.ts';
import { valuesPart } from './tables.ts';
import { type Json, valuesOf } from './values.ts';

const plusOne = (before: Json | undefined): Json => (typeof before === 'number' ? before : 0) + 1;

describe.each(everyDatabase)('the values of modules on $kind', (kind) => {
  const withValues = (
    check: (open: (module: string) => ReturnType<typeof valuesOf>) => Promise<void>,
  ) =>
    withDatabase(kind, [valuesPart], (database) =>
      check((module) => valuesOf(module, valueStore(database), manualClock())),
    );

  test('are kept by module, scope and name', () =>
    withValues(async (open) => {
      const [karma, quotes] = [open('karma'), open('quotes')];
      await karma.set('top', { who: 'ann', points: 3 });
      await karma.set('top', ['bob'], 'space:irc:libera:#castle');

      expect(await karma.get('top')).toEqual({ who: 'ann', points: 3 });
      expect(await karma.get('top', 'space:irc:libera:#castle')).toEqual(['bob']);
      expect(await quotes.get('top')).toBeUndefined();
      expect(await karma.names()).toEqual(['top']);
      expect([await karma.remove('top'), await karma.remove('top')]).toEqual([true, false]);
    }));

  test('lose no update of many at once', () =>
    withValues(async (open) => {
      await Promise.all(Array.from({ length: 20 }, () => open('karma').update('n', plusOne)));

      expect(await open('karma').get('n')).toBe(20);
    }));

  test('are refused in words when they are too large', () =>
    withValues(async (open) => {
      await expect(open('karma').set('all', 'x'.repeat(70_000))).rejects.toThrow(/Use a table/);
    }));
});
