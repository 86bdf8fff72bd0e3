import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupTypes, compressions } from '../core/backups/backups.ts';
import { backupId, fileName, partsOfFile, partsOfId } from './name.ts';

const type = fc.constantFrom(...backupTypes);
const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const nth = fc.integer({ min: 1, max: 9999 });

describe('names of backups', () => {
  test('are UTC, whatever the clocks of a place do', () => {
    expect(backupId('daily', Date.UTC(2026, 2, 29, 1, 30, 5))).toBe(
      'castellan_backup_daily_20260329_013005Z',
    );
    expect(backupId('manual', Date.UTC(2026, 9, 25, 0, 30), 2)).toBe(
      'castellan_backup_manual_20261025_003000Z-2',
    );
  });

  test('say their type and second again', () => {
    fc.assert(
      fc.property(type, second, nth, (kind, createdAtMs, number) => {
        expect(partsOfId(backupId(kind, createdAtMs, number))).toEqual({ type: kind, createdAtMs });
      }),
    );
  });

  test('are told apart within one second', () => {
    fc.assert(
      fc.property(type, second, nth, nth, (kind, at, one, other) => {
        expect(backupId(kind, at, one) === backupId(kind, at, other)).toBe(one === other);
      }),
    );
  });

  test('tell by their ending how they were packed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...compressions), fc.boolean(), (compression, encrypted) => {
        const name = fileName(backupId('daily', 0), { compression, encrypted });
        expect(partsOfFile(name)).toEqual({ compression, encrypted });
      }),
    );
  });

  test.each([
    '../../etc/passwd',
    'castellan_backup_daily_20260101_030000Z/../../x',
    'castellan_backup_daily_20260231_030000Z',
    'castellan_backup_daily_20260101_250000Z',
    'castellan_backup_hourly_20260101_030000Z',
    'castellan_backup_daily_20260101_030000Z-2\n',
    '',
  ])('%j is none', (text) => {
    expect(partsOfId(text)).toBeUndefined();
  });
});
