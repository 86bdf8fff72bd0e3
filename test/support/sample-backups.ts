import type { Clock } from '../../src/base/clock.ts';
import { ok, refuse } from '../../src/base/result.ts';
import { planOf } from '../../src/backups/retention.ts';
import { backupId } from '../../src/backups/name.ts';
import type { Activity, Backup, Backups, BackupType } from '../../src/core/backups/backups.ts';
import { noBackups, sampleBackup } from './backup-samples.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const keep = { daily: 7, weekly: 4, monthly: 12, manual: 20, safety: 5 };

/** Backups as an instance of half a year has them; what is done with them is only noted. */
export function sampleBackups(clock: Clock, paceMs: number): Backups {
  let all: readonly Backup[] = history(clock.now());
  let on = true;
  let activity: Activity | undefined;
  let code = 0;
  const listeners = new Set<(now: Activity | undefined) => void>();
  const find = (text: string) =>
    text === 'latest' ? all[0] : all.find(({ id }) => id === text || id.includes(text));
  const change = (id: string, more: Partial<Backup>) => {
    const found = find(id);
    if (!found) return Promise.resolve(refuse('backup.none', { typed: id }));
    const changed = { ...found, ...more };
    all = all.map((one) => (one.id === found.id ? changed : one));
    return Promise.resolve(ok(changed));
  };
  /** Work in ten steps, or at once. */
  function working(what: Activity['what'], id: string | undefined, step: 'copying' | 'checking') {
    const sinceMs = clock.now();
    if (paceMs === 0) return Promise.resolve();
    return new Promise<void>((resolve) => {
      const turn = (done: number): void => {
        const step_ = { step, done: done / 10 };
        activity = done > 10 ? undefined : { what, sinceMs, step: step_, ...(id && { id }) };
        for (const listener of listeners) listener(activity);
        if (done > 10) resolve();
        else clock.after(paceMs, () => turn(done + 1));
      };
      turn(0);
    });
  }
  const certificate = () => ({
    ...{ atMs: clock.now(), tookMs: 812, product: '0.1.0', tables: 31, rows: 20_431 },
  });
  return {
    ...noBackups,
    list: () => Promise.resolve(all),
    find(id) {
      const found = find(id);
      return Promise.resolve(found ? ok(found) : refuse('backup.none', { typed: id }));
    },
    async create({ type, author, label }) {
      if (activity) return refuse('backup.busy');
      await working('create', undefined, 'copying');
      const made = entry(type, clock.now(), { author, ...(label !== undefined && { label }) });
      all = [made, ...all];
      return ok(made);
    },
    async verify(id) {
      if (activity) return refuse('backup.busy');
      await working('verify', id, 'checking');
      return change(id, { proof: { state: 'verified', atMs: clock.now() } });
    },
    async drill(id = 'latest') {
      if (activity) return refuse('backup.busy');
      await working('drill', id, 'checking');
      return change(id, { certificate: certificate() });
    },
    change,
    remove(id) {
      const found = find(id);
      if (!found) return Promise.resolve(refuse('backup.none', { typed: id }));
      if (found.pinned) return Promise.resolve(refuse('backup.pinned', { id }));
      all = all.filter((one) => one.id !== found.id);
      return Promise.resolve(ok(found));
    },
    preview(id) {
      const backup = find(id);
      if (!backup) return Promise.resolve(refuse('backup.none', { typed: id }));
      code += 1;
      return Promise.resolve(
        ok({
          ...{ backup, ageMs: clock.now() - backup.createdAtMs, code: `code${code}` },
          validMs: 60_000,
          changes: [
            { table: 'audit_entries', now: 18_204, then: 17_990 },
            { table: 'setting_revisions', now: 412, then: 405 },
            { table: 'sessions', now: 3, then: 2 },
          ],
        }),
      );
    },
    async restore(id, _by, given) {
      const backup = find(id);
      if (!backup || given !== `code${code}`) return refuse('backup.confirm');
      await working('restore', id, 'checking');
      return ok({ backup, safety: backupId('safety', clock.now(), 1), restarting: false });
    },
    placeOf: () => Promise.resolve(ok(import.meta.filename)),
    stats: () => Promise.resolve(statsOf(all)),
    planCleanup: () => Promise.resolve(planOf(all, { keep }, clock.now())),
    cleanup: () => Promise.resolve(planOf(all, { keep }, clock.now())),
    schedule: () => Promise.resolve({ on, turns: turnsAt(clock.now()) }),
    switchSchedule(wanted) {
      on = wanted;
      return Promise.resolve({ on, turns: turnsAt(clock.now()) });
    },
    now: () => activity,
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exportSchema: () => Promise.resolve({ file: '/data/backups/structure.json', tables: 31 }),
  };
}

function statsOf(all: readonly Backup[]) {
  const sum = (what: 'bytes' | 'plainBytes') => all.reduce((total, one) => total + one[what], 0);
  const proven = all.find(({ certificate }) => certificate);
  return {
    ...{ count: all.length, bytes: sum('bytes'), plainBytes: sum('plainBytes'), strays: [] },
    freeBytes: 212e9,
    byType: Object.entries(keep).map(([type, most]) => {
      const own = all.filter((one) => one.type === type);
      return { type: type as BackupType, count: own.length, bytes: 0, keep: most };
    }),
    ...(proven?.certificate && {
      lastProven: { id: proven.id, certificate: proven.certificate },
    }),
  };
}

const turnsAt = (nowMs: number) => [
  {
    type: 'daily' as const,
    lastMs: nowMs - 5 * hourMs,
    nextMs: nowMs + 19 * hourMs,
    overdue: false,
  },
  { type: 'weekly' as const, lastMs: nowMs - 3 * dayMs, nextMs: nowMs + 4 * dayMs, overdue: false },
  { type: 'monthly' as const, nextMs: nowMs + 12 * dayMs, overdue: false },
  { type: 'drill' as const, lastMs: nowMs - 9 * dayMs, nextMs: nowMs + hourMs, overdue: true },
];

function entry(type: BackupType, createdAtMs: number, more: Partial<Backup> = {}): Backup {
  const plainBytes = Math.round(9e8 + createdAtMs / 1e5 / 200);
  return sampleBackup({
    ...{ type, createdAtMs, id: backupId(type, createdAtMs, 1), plainBytes },
    ...{ bytes: Math.round(plainBytes * 0.31), product: '0.1.0' },
    tables: { audit_entries: 17_990, setting_revisions: 405 },
    proof: { state: 'verified', atMs: createdAtMs + 9000 },
    ...more,
  });
}

function history(nowMs: number): readonly Backup[] {
  const at = (days: number) => nowMs - days * dayMs - 5 * hourMs;
  const proven = {
    certificate: { atMs: at(8), tookMs: 4210, product: '0.1.0', tables: 31, rows: 20_108 },
  };
  const damaged = { proof: { state: 'damaged', atMs: at(0), damage: 'hash' } } as const;
  return [
    ...[0, 1, 2, 3, 4, 5, 6].map((day) => entry('daily', at(day), day === 4 ? damaged : {})),
    ...[3, 10, 17, 24].map((day) => entry('weekly', at(day) + 60_000, day === 10 ? proven : {})),
    ...[12, 43, 73, 104].map((day) => entry('monthly', at(day) + 120_000)),
    entry('manual', at(20) + 7 * hourMs, {
      ...{ pinned: true, label: 'before the move', note: 'Keep until the new server runs.' },
      author: 'discord:281474976710656',
    }),
    entry('safety', at(13) + 9 * hourMs, { author: 'restore' }),
  ].sort((a, b) => b.createdAtMs - a.createdAtMs);
}
