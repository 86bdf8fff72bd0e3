import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sampleBackup } from '../../test/support/backups.ts';
import { manualClock } from '../base/clock.ts';
import { lifetime } from '../base/lifetime.ts';
import { memoryLog } from '../base/log.ts';
import { seededRandom } from '../base/random.ts';
import { ok, refuse } from '../base/result.ts';
import { type Raised, alerts } from '../core/alerts/alerts.ts';
import type { Backup, CreateOptions } from '../core/backups/backups.ts';
import { type Period, isDue, lastTurn, nextTurn } from './calendar.ts';
import { backupsConfig } from './config.ts';
import { backupId } from './name.ts';
import { startSchedule } from './schedule.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

describe('turns on the calendar', () => {
  test.each([
    ['daily', '2026-03-29T03:14:59Z', '2026-03-28T03:15:00Z', '2026-03-29T03:15:00Z'],
    ['daily', '2026-03-29T03:15:00Z', '2026-03-29T03:15:00Z', '2026-03-30T03:15:00Z'],
    ['weekly', '2026-01-10T12:00:00Z', '2026-01-04T03:15:00Z', '2026-01-11T03:15:00Z'],
    ['weekly', '2026-01-04T01:00:00Z', '2025-12-28T03:15:00Z', '2026-01-04T03:15:00Z'],
    ['monthly', '2026-01-01T00:00:00Z', '2025-12-01T03:15:00Z', '2026-01-01T03:15:00Z'],
    ['monthly', '2026-01-31T12:00:00Z', '2026-01-01T03:15:00Z', '2026-02-01T03:15:00Z'],
  ] as const)('%s at %s', (period, now, last, next) => {
    expect(new Date(lastTurn(period, '03:15', Date.parse(now)))).toEqual(new Date(last));
    expect(new Date(nextTurn(period, '03:15', Date.parse(now)))).toEqual(new Date(next));
  });

  test('lie before and after any moment, and follow one another', () => {
    const period = fc.constantFrom<Period>('daily', 'weekly', 'monthly');
    const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(period, moment, (each, nowMs) => {
        const [last, next] = [lastTurn(each, '23:59', nowMs), nextTurn(each, '23:59', nowMs)];
        expect(last).toBeLessThanOrEqual(nowMs);
        expect(next).toBeGreaterThan(nowMs);
        expect(lastTurn(each, '23:59', next)).toBe(next);
        expect(lastTurn(each, '23:59', next - 1)).toBe(last);
        expect(isDue(last, last, nowMs)).toBe(false);
        expect(isDue(last - 1, last, nowMs)).toBe(true);
      }),
    );
  });
});

function scheduled({
  have = [],
  startAt = Date.UTC(2026, 0, 10, 2, 0),
  fails = () => false,
}: { have?: Backup[]; startAt?: number; fails?: () => boolean } = {}) {
  const clock = manualClock(startAt);
  const log = memoryLog();
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  const bell = alerts({ clock, log });
  const told: Raised[] = [];
  bell.follow((raised) => told.push(raised));
  const made: string[] = [];
  let on = true;
  const schedule = startSchedule({
    ...{ clock, log, life, alerts: bell, random: seededRandom(3) },
    config: backupsConfig.parse({}),
    wanted: { get: () => on, set: (wanted) => void (on = wanted) },
    backups: {
      list: () => Promise.resolve(have),
      create({ type }: CreateOptions) {
        if (fails()) return Promise.resolve(refuse('backup.disk-full', { folder: 'x' }));
        const createdAtMs = clock.now();
        const one = sampleBackup({ type, createdAtMs, id: backupId(type, createdAtMs) });
        have.unshift(one);
        made.push(`${type} ${new Date(createdAtMs).toISOString().slice(0, 13)}`);
        return Promise.resolve(ok(one));
      },
      drill() {
        const [newest] = have;
        if (!newest) return Promise.resolve(refuse('backup.none', { typed: '' }));
        const certificate = { atMs: clock.now(), tookMs: 1, product: '1', tables: 1, rows: 1 };
        have[0] = { ...newest, certificate };
        made.push(`drill ${new Date(clock.now()).toISOString().slice(0, 13)}`);
        return Promise.resolve(ok(newest));
      },
    },
  });
  return { clock, schedule, made, told, have };
}

const done = (type: 'daily' | 'weekly' | 'monthly', createdAtMs: number): Backup =>
  sampleBackup({
    ...{ type, createdAtMs, id: backupId(type, createdAtMs) },
    certificate: { atMs: createdAtMs, tookMs: 1, product: '1', tables: 1, rows: 1 },
  });

const upToDate = (): Backup[] => [
  done('daily', Date.UTC(2026, 0, 9, 3, 20)),
  done('weekly', Date.UTC(2026, 0, 4, 3, 20)),
  done('monthly', Date.UTC(2026, 0, 1, 3, 20)),
];

describe('the schedule', () => {
  test('makes each backup at its turn, and once', async () => {
    const { clock, made } = scheduled({ have: upToDate() });
    await clock.advance(2 * dayMs);

    expect(made).toEqual([
      'daily 2026-01-10T03',
      'daily 2026-01-11T03',
      'weekly 2026-01-11T03',
      'drill 2026-01-11T03',
    ]);
  });

  test('makes up for what nobody was there for, once', async () => {
    const { clock, made } = scheduled({
      have: upToDate(),
      startAt: Date.UTC(2026, 1, 3, 12, 0),
    });
    await clock.advance(hourMs);

    expect(made).toEqual([
      'daily 2026-02-03T12',
      'weekly 2026-02-03T12',
      'monthly 2026-02-03T12',
      'drill 2026-02-03T12',
    ]);
  });

  test('a program that is restarted every day still makes weekly ones', async () => {
    const have = upToDate();
    const all: string[] = [];
    for (let day = 10; day < 13; day += 1) {
      const { clock, made } = scheduled({ have, startAt: Date.UTC(2026, 0, day, 2, 0) });
      await clock.advance(4 * hourMs);
      all.push(...made);
    }
    expect(all.filter((one) => one.startsWith('weekly'))).toEqual(['weekly 2026-01-11T03']);
  });

  test('tells operators of a failure, tries again, and tells when it is well', async () => {
    let broken = true;
    const { clock, made, told } = scheduled({ have: upToDate(), fails: () => broken });
    await clock.advance(2 * hourMs);
    broken = false;
    await clock.advance(hourMs);

    expect(told.map(({ subject, tone, text }) => [subject, tone, text.key])).toEqual([
      ['backup:daily', 'error', 'backup.disk-full'],
      ['backup:daily', 'error', 'backup.disk-full'],
      ['backup:daily', 'success', 'backup.alert.well'],
    ]);
    expect(made).toEqual(['daily 2026-01-10T04']);
  });

  test('tells operators of one that is overdue', async () => {
    const { clock, told } = scheduled({
      have: upToDate(),
      startAt: Date.UTC(2026, 0, 10, 20, 0),
      fails: () => true,
    });
    await clock.advance(2 * minuteMs);

    expect(told.map(({ text }) => text.key)).toEqual(['backup.alert.overdue', 'backup.disk-full']);
  });

  test('does nothing while it is off', async () => {
    const { clock, made, schedule } = scheduled({ have: upToDate() });
    schedule.switch(false);
    await clock.advance(3 * dayMs);

    expect(made).toEqual([]);
    expect(schedule.state([]).on).toBe(false);
  });
});
