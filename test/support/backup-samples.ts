import { refuse } from '../../src/base/result.ts';
import type { Backup, Backups } from '../../src/core/backups/backups.ts';

const none = () => Promise.resolve(refuse('backup.none', { typed: '' }));
const noSchedule = () => Promise.resolve({ on: false, turns: [] });
const nothing = () => Promise.resolve({ remove: [], keep: 0, freedBytes: 0, next: [] });

/** Backups of a database that has none. */
export const noBackups: Backups = {
  list: () => Promise.resolve([]),
  ...{ find: none, create: none, verify: none, preview: none, restore: none, drill: none },
  ...{
    change: none,
    remove: none,
    placeOf: none,
    fetch: none,
    planCleanup: nothing,
    cleanup: nothing,
  },
  ...{ schedule: noSchedule, switchSchedule: noSchedule },
  stats: () =>
    Promise.resolve({
      ...{ count: 0, bytes: 0, plainBytes: 0, byType: [], strays: [], freeBytes: 0 },
    }),
  ...{ now: () => undefined, follow: () => () => {} },
  elsewhere: () => Promise.resolve([]),
  exportSchema: () => Promise.resolve({ file: '', tables: 0 }),
};

/** A manifest for tests of rules that look at no file. */
export const sampleBackup = (more: Partial<Backup> = {}): Backup => ({
  id: 'castellan_backup_daily_20260101_030000Z',
  type: 'daily',
  createdAtMs: Date.UTC(2026, 0, 1, 3),
  ...{ engine: 'sqlite', compression: 'zstd', encrypted: false, product: '1.2.3' },
  ...{ bytes: 10, sha256: 'a'.repeat(64), plainBytes: 40, plainSha256: 'b'.repeat(64) },
  ...{ pages: 1, tables: { pets: 1 }, migrations: ['pets:001-start'] },
  ...{ author: 'schedule', pinned: false },
  proof: { state: 'verified', atMs: 0 },
  ...more,
});
