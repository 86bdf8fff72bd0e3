import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sampleBackup } from '../../test/support/backups.ts';
import { type Clock, manualClock } from '../base/clock.ts';
import { lifetime } from '../base/lifetime.ts';
import { memoryLog } from '../base/log.ts';
import { seededRandom } from '../base/random.ts';
import { ok, refuse } from '../base/result.ts';
import { type Raised, alerts } from '../core/alerts/alerts.ts';
import type { Backup, CreateOptions } from '../core/backups/backups.ts';
import { startJobs } from '../core/jobs/jobs.ts';
import { jobStore } from '../core/jobs/store.ts';
import { jobsPart } from '../core/jobs/tables.ts';
import { type Database, migrate, openDatabase } from '../storage/index.ts';
import { type Period, isDue, lastTurn, nextTurn } from './calendar.ts';
import { backupsConfig } from './config.ts';
import { backupId } from './name.ts';
import { JobSchedule } from './schedule.ts';

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

interface Given {
  readonly have?: Backup[];
  readonly startAt?: number;
  readonly fails?: () => boolean;
  readonly database?: Database;
}

async function fresh(): Promise<Database> {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  await migrate(database, [jobsPart], 0);
  return database;
}

/** Backups that only remember that they were made. */
function shelfOf(have: Backup[], clock: Clock, fails: () => boolean) {
  const made: string[] = [];
  const note = (what: string) =>
    made.push(`${what} ${new Date(clock.now()).toISOString().slice(0, 13)}`);
  return {
    made,
    list: () => Promise.resolve(have),
    create({ type }: CreateOptions) {
      if (fails()) return Promise.resolve(refuse('backup.disk-full', { folder: 'x' }));
      const createdAtMs = clock.now();
      const one = sampleBackup({ type, createdAtMs, id: backupId(type, createdAtMs) });
      have.unshift(one);
      note(type);
      return Promise.resolve(ok(one));
    },
    drill() {
      const [newest] = have;
      if (!newest) return Promise.resolve(refuse('backup.none', { typed: '' }));
      const certificate = { atMs: clock.now(), tookMs: 1, product: '1', tables: 1, rows: 1 };
      have[0] = { ...newest, certificate };
      note('drill');
      return Promise.resolve(ok(newest));
    },
  };
}

/** The schedule of one process, on a table of jobs and a clock that moves when told. */
async function scheduled({
  have = [],
  startAt = Date.UTC(2026, 0, 10, 2, 0),
  fails = () => false,
  ...given
}: Given = {}) {
  const database = given.database ?? (await fresh());
  const clock = manualClock(startAt);
  const log = memoryLog();
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  const bell = alerts({ clock, log });
  const told: Raised[] = [];
  bell.follow((raised) => told.push(raised));
  const backups = shelfOf(have, clock, fails);
  let on = true;
  const store = jobStore(database);
  const jobs = startJobs({
    ...{ store, clock, log, alerts: bell, random: seededRandom(3), life: life.child('jobs') },
  });
  const schedule = new JobSchedule({
    ...{ clock, log, alerts: bell, jobs, life: life.child('backups') },
    config: backupsConfig.parse({}),
    wanted: { get: () => on, set: (wanted) => void (on = wanted) },
    words: ({ key }) => `words of ${key}`,
  });
  await schedule.start(backups);
  return { clock, schedule, backups, made: backups.made, told, have, database, life, jobs, store };
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
    const { clock, made } = await scheduled({ have: upToDate() });
    await clock.advance(2 * dayMs);

    expect(made.toSorted()).toEqual([
      ...['daily 2026-01-10T03', 'daily 2026-01-11T03'],
      ...['drill 2026-01-11T03', 'weekly 2026-01-11T03'],
    ]);
  });

  test('makes up for what nobody was there for, once', async () => {
    const { clock, made } = await scheduled({
      have: upToDate(),
      startAt: Date.UTC(2026, 1, 3, 12, 0),
    });
    await clock.advance(hourMs);

    expect(made.toSorted()).toEqual([
      ...['daily 2026-02-03T12', 'drill 2026-02-03T12'],
      ...['monthly 2026-02-03T12', 'weekly 2026-02-03T12'],
    ]);
  });

  test('a program that is restarted every day still makes weekly ones', async () => {
    const have = upToDate();
    const database = await fresh();
    const all: string[] = [];
    for (let day = 10; day < 13; day += 1) {
      const startAt = Date.UTC(2026, 0, day, 2, 0);
      const { clock, made, life } = await scheduled({ have, startAt, database });
      await clock.advance(4 * hourMs);
      await life.end();
      all.push(...made);
    }
    expect(all.filter((one) => one.startsWith('weekly'))).toEqual(['weekly 2026-01-11T03']);
  });

  test('a restored table of jobs, which remembers less, makes nothing twice', async () => {
    const { clock, made, store } = await scheduled({ have: upToDate() });
    await clock.advance(4 * hourMs);
    const job = await store.find('backup:daily');
    const then = Date.UTC(2026, 0, 8, 3, 15);
    await store.put({ ...job!, turnAtMs: then, dueAtMs: then });
    await clock.advance(hourMs);

    expect(made).toEqual(['daily 2026-01-10T03']);
    expect((await store.find('backup:daily'))?.turnAtMs).toBe(Date.UTC(2026, 0, 11, 3, 15));
  });

  test('one that is asked for is made, whatever the calendar says', async () => {
    const { clock, made, jobs } = await scheduled({ have: upToDate() });
    await jobs.runNow('backup:weekly');
    await clock.advance(minuteMs);

    expect(made).toEqual(['weekly 2026-01-10T02']);
  });

  test('what the end of the program interrupts is begun again at the next start', async () => {
    const have = upToDate();
    const database = await fresh();
    const first = await scheduled({ have, database });
    const running = Promise.withResolvers<never>();
    first.life.signal.addEventListener('abort', () => running.reject(new Error('stopped')));
    let begun = false;
    await first.schedule.switch(false, have);
    await first.schedule.switch(true, have);
    first.backups.create = () => ((begun = true), running.promise);
    await first.clock.advance(2 * hourMs);
    expect(begun).toBe(true);
    await first.life.end();
    const [run] = await first.store.history('backup:daily', 1);

    expect(run?.outcome).toBe('interrupted');
    expect(first.told).toEqual([]);
    const second = await scheduled({ have, database, startAt: Date.UTC(2026, 0, 10, 5, 0) });
    await second.clock.advance(hourMs);
    expect(second.made).toEqual(['daily 2026-01-10T05']);
  });

  test('tells operators of a failure, tries again, and tells when it is well', async () => {
    let broken = true;
    const { clock, made, told } = await scheduled({ have: upToDate(), fails: () => broken });
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
    const { clock, told } = await scheduled({
      have: upToDate(),
      startAt: Date.UTC(2026, 0, 10, 20, 0),
      fails: () => true,
    });
    await clock.advance(hourMs);

    expect(told.map(({ text }) => text.key)).toContain('backup.disk-full');
    expect(told.map(({ text }) => text.key)).toContain('backup.alert.overdue');
  });

  test('does nothing while it is off', async () => {
    const { clock, made, schedule, have } = await scheduled({ have: upToDate() });
    await schedule.switch(false, have);
    await clock.advance(3 * dayMs);

    expect(made).toEqual([]);
    expect((await schedule.state([])).on).toBe(false);
    await schedule.switch(true, have);
    await clock.advance(hourMs);
    expect(made.toSorted()).toEqual([
      ...['daily 2026-01-13T02', 'drill 2026-01-13T02', 'weekly 2026-01-13T02'],
    ]);
  });
});
