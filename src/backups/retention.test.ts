import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleBackup } from '../../test/support/backups.ts';
import { type Backup, backupTypes } from '../core/backups/backups.ts';
import { backupId } from './name.ts';
import { type Keep, beyondLimits, isVerified, newestFirst, planOf } from './retention.ts';

const hourMs = 3_600_000;
const usual: Keep = { daily: 7, weekly: 4, monthly: 12, manual: 20, safety: 5 };

const backup = fc
  .record({
    type: fc.constantFrom(...backupTypes),
    hour: fc.integer({ min: 0, max: 5000 }),
    pinned: fc.boolean(),
    damaged: fc.boolean(),
  })
  .map(({ type, hour, pinned, damaged }): Backup =>
    sampleBackup({
      ...{ type, pinned, createdAtMs: hour * hourMs, id: backupId(type, hour * hourMs) },
      proof: damaged
        ? { state: 'damaged', atMs: 0, damage: 'hash' }
        : { state: 'verified', atMs: 0 },
    }),
  );
const shelf = fc.uniqueArray(backup, { selector: ({ id }) => id, maxLength: 60 });
const limit = fc.integer({ min: 0, max: 8 });
const keep = fc.record({
  ...{ daily: limit, weekly: limit, monthly: limit, manual: limit, safety: limit },
});

const dailies = (count: number): readonly Backup[] =>
  Array.from({ length: count }, (_, day) => {
    const createdAtMs = day * 24 * hourMs;
    return sampleBackup({ createdAtMs, id: backupId('daily', createdAtMs) });
  });

const goneOf = (all: readonly Backup[], limits: Keep): readonly Backup[] =>
  beyondLimits(all, { keep: limits }).map(({ backup: gone }) => gone);

const bytesOf = (all: readonly Backup[]): number => all.reduce((sum, { bytes }) => sum + bytes, 0);

describe('the limits on backups', () => {
  test('leave the newest seven daily ones', () => {
    const gone = goneOf(dailies(10), usual);
    expect(gone.map(({ createdAtMs }) => createdAtMs / 24 / hourMs)).toEqual([0, 1, 2]);
  });

  test('never take the newest verified one, nor a pinned one', () => {
    fc.assert(
      fc.property(shelf, keep, (all, limits) => {
        const gone = goneOf(all, limits);
        const newest = newestFirst(all).find(isVerified);
        expect(gone.map(({ id }) => id)).not.toContain(newest?.id);
        expect(gone.filter(({ pinned }) => pinned)).toEqual([]);
      }),
    );
  });

  test('leave of each type the newest good ones, and no more than the limit', () => {
    fc.assert(
      fc.property(shelf, keep, (all, limits) => {
        const gone = new Set(goneOf(all, limits).map(({ id }) => id));
        const newestOfAll = newestFirst(all).find(isVerified);
        for (const type of backupTypes) {
          const good = newestFirst(
            all.filter((one) => one.type === type && !one.pinned && isVerified(one)),
          );
          const kept = good.filter(({ id }) => !gone.has(id) && id !== newestOfAll?.id);
          const allowed = good.slice(0, limits[type]).filter(({ id }) => id !== newestOfAll?.id);
          expect(kept).toEqual(allowed);
        }
      }),
    );
  });

  test('have nothing to take a second time', () => {
    fc.assert(
      fc.property(shelf, keep, (all, limits) => {
        const gone = new Set(goneOf(all, limits).map(({ id }) => id));
        const left = all.filter(({ id }) => !gone.has(id));
        expect(goneOf(left, limits)).toEqual([]);
      }),
    );
  });

  test('take nothing while a bad run made only damaged ones', () => {
    const bad = dailies(9).map((one): Backup => ({
      ...one,
      proof: { state: 'damaged', atMs: 0, damage: 'hash' },
    }));
    expect(goneOf(bad, usual)).toEqual([]);
  });

  test('on the size of all together take the oldest, and never the newest good one nor a pinned one', () => {
    fc.assert(
      fc.property(shelf, fc.integer({ min: 0, max: 700 }), (all, maxBytes) => {
        const none = { daily: 99, weekly: 99, monthly: 99, manual: 99, safety: 99 };
        const gone = beyondLimits(all, { keep: none, maxBytes }).map(({ backup: one }) => one);
        const left = all.filter((one) => !gone.includes(one));
        const newest = newestFirst(all).find(isVerified);
        const mayGo = ({ id, pinned }: Backup) => !pinned && id !== newest?.id;
        expect(gone.every(mayGo)).toBe(true);
        expect(bytesOf(left) <= maxBytes || !left.some(mayGo)).toBe(true);
        // No more than must be: with the last that went, it was still too much.
        const last = gone.at(-1);
        if (last) expect(bytesOf(left) + last.bytes).toBeGreaterThan(maxBytes);
        const oldestLeft = left.filter(mayGo).at(0) && newestFirst(left.filter(mayGo)).at(-1);
        if (last && oldestLeft)
          expect(last.createdAtMs).toBeLessThanOrEqual(oldestLeft.createdAtMs);
      }),
    );
  });
});

describe('the plan', () => {
  test('tells what the next backup of each type would take away, and why', () => {
    const limits = { keep: { ...usual, daily: 3 }, maxBytes: 35 };
    const { remove, next } = planOf(dailies(3), limits, 10 * 24 * hourMs);

    expect(remove).toEqual([]);
    const wouldGo = next.map(({ type, going }) => [
      type,
      ...going.map(({ backup: one, why }) => `${one.createdAtMs / 24 / hourMs} ${why.kind}`),
    ]);
    expect(wouldGo).toEqual([
      ['daily', '0 count'],
      ...[
        ['weekly', '0 size'],
        ['monthly', '0 size'],
        ['manual', '0 size'],
        ['safety', '0 size'],
      ],
    ]);
  });
});
