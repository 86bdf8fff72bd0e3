import { expect, onTestFinished, test } from 'vitest';
import { type ManualClock, manualClock } from '../../base/clock.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { type Database, migrate, openDatabase } from '../../storage/index.ts';
import { alerts } from '../alerts/alerts.ts';
import { startJobs } from './jobs.ts';
import { jobStore } from './store.ts';
import { jobsPart } from './tables.ts';

async function fresh(): Promise<Database> {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  await migrate(database, [jobsPart], 0);
  return database;
}

interface Given {
  readonly database?: Database;
  readonly clock?: ManualClock;
  readonly leaseMs?: number;
}

/** Work that ends only with the test. */
function endless(): Promise<void> {
  return new Promise((resolve) => {
    onTestFinished(() => resolve());
  });
}

/** One scheduler on a database of its own, on a clock that moves when told. */
async function shop({ clock = manualClock(0), leaseMs = 30_000, ...given }: Given = {}) {
  const database = given.database ?? (await fresh());
  const life = lifetime('jobs');
  const log = memoryLog();
  const told = alerts({ clock, log });
  const store = jobStore(database);
  const random = seededRandom(3);
  const jobs = startJobs({ store, clock, random, life, log, alerts: told, leaseMs });
  onTestFinished(async () => {
    await life.end();
  });
  const outcomes = async (id: string) => {
    const runs = await store.history(id, 50);
    return runs.map(({ outcome }) => outcome).reverse();
  };
  return { database, store, clock, life, log, jobs, outcomes, alerts: told };
}

test('a job runs once, at its time', async () => {
  const { jobs, clock, store } = await shop();
  const ran: unknown[] = [];
  jobs.run('remind', (payload) => Promise.resolve(void ran.push([payload, clock.now()])));
  await jobs.at({ id: 'r', kind: 'remind', payload: 'tea', dueAtMs: 60_000 });
  await clock.advance(59_000);
  expect(ran).toEqual([]);

  await clock.advance(2000);
  await clock.advance(600_000);

  expect(ran).toEqual([['tea', 60_000]]);
  expect(await store.list(10)).toEqual([]);
});

test('an interval keeps its own grid', async () => {
  const { jobs, clock } = await shop();
  const at: number[] = [];
  jobs.run('tick', () => Promise.resolve(void at.push(clock.now())));
  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 10_000 });
  await clock.advance(35_000);

  expect(at).toEqual([10_000, 20_000, 30_000]);
});

test('a job that is declared again at the next start keeps its turn, unless its schedule changed', async () => {
  const { jobs, clock, store } = await shop();
  const dueAt = async () => (await store.find('t'))?.dueAtMs;
  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 10_000 });
  await clock.advance(6000);
  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 10_000 });
  expect(await dueAt()).toBe(10_000);

  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 20_000 });
  expect(await dueAt()).toBe(26_000);

  await jobs.cron({ id: 't', kind: 'tick', payload: null, cron: '1 0 * * *' });
  expect(await dueAt()).toBe(60_000);
});

test('a job by cron comes at its minutes', async () => {
  const { jobs, clock } = await shop();
  const at: string[] = [];
  jobs.run('tea', () => Promise.resolve(void at.push(new Date(clock.now()).toISOString())));
  const cron = { cron: '*/30 17 * * 1-5', zone: 'Europe/London' };
  await jobs.cron({ id: 't', kind: 'tea', payload: null, ...cron });
  await clock.advance(30 * 3_600_000);

  // London kept summer time throughout 1970, and 1 January was a Thursday.
  expect(at).toEqual(['1970-01-01T16:00:00.000Z', '1970-01-01T16:30:00.000Z']);
});

test('a schedule that cannot be read is a fault of who wrote it', async () => {
  const { jobs } = await shop();
  const wrong = { id: 'x', kind: 'x', payload: null };
  await expect(jobs.cron({ ...wrong, cron: '61 * * * *' })).rejects.toThrow(RangeError);
  await expect(jobs.cron({ ...wrong, cron: '1 * * * *', zone: 'Mars' })).rejects.toThrow(/Mars/);
});

/** What was run of a job that came every ten seconds, when nobody was there from 5 s to 125 s and beyond. */
async function afterDowntime(missed: 'once' | 'skip' | 'each', untilMs = 125_000) {
  const clock = manualClock(0);
  const first = await shop({ clock });
  await first.jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 10_000, missed });
  await first.life.end();
  await clock.advance(untilMs);
  const second = await shop({ database: first.database, clock });
  const turns: number[] = [];
  second.jobs.run('tick', (_payload, _signal, { turnAtMs }) =>
    Promise.resolve(void turns.push(turnAtMs / 1000)),
  );
  await clock.advance(4000);
  return { turns, dueAtMs: (await second.store.find('t'))?.dueAtMs, ...second };
}

test('missed turns are made up for with one run, where nothing else is said', async () => {
  const { turns, dueAtMs } = await afterDowntime('once');
  expect(turns).toEqual([10]);
  expect(dueAtMs).toBe(130_000);
});

test('missed turns are left out where the job says so, and the history tells', async () => {
  const { turns, dueAtMs, outcomes } = await afterDowntime('skip');
  expect(turns).toEqual([]);
  expect(dueAtMs).toBe(130_000);
  expect(await outcomes('t')).toEqual(['skipped']);
});

test('missed turns are run one by one where the job says so', async () => {
  const { turns } = await afterDowntime('each');
  expect(turns).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]);
});

test('of very many missed turns the last hundred are run', async () => {
  const { turns } = await afterDowntime('each', 20_005_000);
  expect(turns).toHaveLength(100);
  expect([turns[0], turns.at(-1)]).toEqual([19_010, 20_000]);
});

test('turns are spread by chance, but their grid does not drift', async () => {
  const { jobs, clock } = await shop();
  const late: number[] = [];
  jobs.run('tick', (_payload, _signal, { turnAtMs }) =>
    Promise.resolve(void late.push(clock.now() - turnAtMs)),
  );
  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 60_000, jitterMs: 20_000 });
  await clock.advance(60 * 60_000 + 30_000);

  expect(late).toHaveLength(60);
  expect(Math.max(...late)).toBeLessThanOrEqual(20_100);
  expect(new Set(late.map((ms) => Math.round(ms / 1000))).size).toBeGreaterThan(10);
});

test('a failing job is tried again later and later; operators hear of the third time, and when it is well', async () => {
  const { jobs, clock, log, outcomes, alerts: told } = await shop();
  const at: number[] = [];
  jobs.run('call', () => {
    at.push(clock.now());
    return at.length < 4 ? Promise.reject(new Error('nobody home')) : Promise.resolve();
  });
  await jobs.at({ id: 'c', kind: 'call', payload: null, dueAtMs: 0 });
  await clock.advance(120_000);

  expect(at).toEqual([0, 5000, 15_000, 35_000]);
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(3);
  expect(await outcomes('c')).toEqual(['failed', 'failed', 'failed', 'done']);
  expect(told.recent().map(({ tone, text }) => [tone, text.key])).toEqual([
    ['success', 'alert.job-well'],
    ['warning', 'alert.job-failing'],
  ]);
});

test('a job that failed too often is paused, operators are told, and resuming begins anew', async () => {
  const { jobs, clock, alerts: told } = await shop();
  let runs = 0;
  jobs.run('call', () => Promise.reject(new Error(`nobody home, ${(runs += 1)}`)));
  const job = { id: 'c', kind: 'call', payload: null, everyMs: 3_600_000, maxFailures: 2 };
  await jobs.every(job);
  await clock.advance(4 * 3_600_000);
  const [paused] = await jobs.list();
  const heard = told.recent().map(({ text }) => text);
  await jobs.every(job);
  await clock.advance(3_600_000);
  const before = runs;
  const resumed = await jobs.resume('c');

  expect(before).toBe(2);
  expect(paused?.now).toMatchObject({ state: 'paused', why: 'failures' });
  expect(heard).toEqual([
    {
      key: 'alert.job-paused',
      facts: { job: 'c', problem: 'nobody home, 2', failures: 2 },
    },
  ]);
  expect(resumed).toMatchObject({ ok: true, value: { failures: 0, now: { state: 'waiting' } } });
});

test('a job of a kind that nobody does yet waits, and keeps no other from being done', async () => {
  const { jobs, clock } = await shop();
  const ran: string[] = [];
  for (let count = 0; count < 60; count += 1)
    await jobs.at({ id: `w${count}`, kind: 'later', payload: null, dueAtMs: 0 });
  jobs.run('now', () => Promise.resolve(void ran.push('now')));
  await jobs.at({ id: 'n', kind: 'now', payload: null, dueAtMs: 1 });
  await clock.advance(60_000);
  expect(ran).toEqual(['now']);
  expect((await jobs.list(1))[0]?.now.state).toBe('unattended');

  jobs.run('later', () => Promise.resolve(void ran.push('later')));
  await clock.advance(1000);

  expect(ran).toHaveLength(61);
});

test('a long job keeps others of its kind waiting, and no other kind', async () => {
  const { jobs, clock } = await shop();
  const ran: string[] = [];
  let finish = () => {};
  jobs.run('backup', (payload) => {
    ran.push(String(payload));
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  jobs.run('unmute', () => Promise.resolve(void ran.push('unmute')));
  await jobs.at({ id: '1', kind: 'backup', payload: 'first', dueAtMs: 0 });
  await jobs.at({ id: '2', kind: 'backup', payload: 'second', dueAtMs: 0 });
  await clock.advance(100);
  await jobs.at({ id: '3', kind: 'unmute', payload: null, dueAtMs: 500 });
  await clock.advance(600_000);
  expect(ran).toEqual(['first', 'unmute']);
  expect((await jobs.list()).map(({ now }) => now.state)).toEqual(['running', 'waiting']);

  finish();
  await clock.advance(100);
  finish();
  await clock.advance(100);

  expect(ran).toEqual(['first', 'unmute', 'second']);
  expect(await jobs.list()).toEqual([]);
});

test('a cancelled job does not run, and one that runs is told', async () => {
  const { jobs, clock } = await shop();
  const heard: string[] = [];
  jobs.run('x', (_payload, signal) => {
    heard.push('begun');
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        heard.push('told');
        resolve();
      });
    });
  });
  await jobs.at({ id: 'x', kind: 'x', payload: null, dueAtMs: 1000 });
  expect(await jobs.cancel('x')).toBe(true);
  await clock.advance(5000);
  await jobs.at({ id: 'y', kind: 'x', payload: null, dueAtMs: 6000 });
  await clock.advance(2000);
  await jobs.cancel('y');
  await clock.advance(30_000);

  expect(heard).toEqual(['begun', 'told']);
});

test('a job that puts itself anew while it runs comes at its new time', async () => {
  const { jobs, clock } = await shop();
  const at: number[] = [];
  const put = (dueAtMs: number) => jobs.at({ id: 'p', kind: 'p', payload: null, dueAtMs });
  jobs.run('p', async () => {
    at.push(clock.now());
    if (at.length < 3) await put(clock.now() + 5000);
  });
  await put(1000);
  await clock.advance(60_000);

  expect(at).toEqual([1000, 6000, 11_000]);
});

test('the end waits for the job under way and starts no other', async () => {
  const { jobs, clock, life } = await shop();
  let finish = () => {};
  let runs = 0;
  jobs.run('slow', () => {
    runs += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  await jobs.at({ id: '1', kind: 'slow', payload: null, dueAtMs: 0 });
  await jobs.at({ id: '2', kind: 'slow', payload: null, dueAtMs: 0 });
  await clock.advance(1);
  const ended = life.end();
  finish();
  await ended;

  expect(runs).toBe(1);
});

test('a job that the end interrupts is run again at the next start, and nobody is told of a failure', async () => {
  const clock = manualClock(0);
  const first = await shop({ clock });
  first.jobs.run(
    'slow',
    (_payload, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  );
  await first.jobs.at({ id: '1', kind: 'slow', payload: null, dueAtMs: 0 });
  await clock.advance(50);
  await first.life.end();
  const second = await shop({ database: first.database, clock });
  let runs = 0;
  second.jobs.run('slow', () => Promise.resolve(void (runs += 1)));
  await clock.advance(100);

  expect(runs).toBe(1);
  expect(await second.outcomes('1')).toEqual(['interrupted', 'done']);
  expect(first.log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
});

test('a job whose process is gone is taken over when its lease is over', async () => {
  const clock = manualClock(0);
  const first = await shop({ clock, leaseMs: 9000 });
  // A process that died says nothing more; this one is only never heard of again.
  first.jobs.run('slow', endless);
  await first.jobs.at({ id: '1', kind: 'slow', payload: null, dueAtMs: 0 });
  await clock.advance(1);
  first.store.renew = () => Promise.reject(new Error('gone'));
  const taken: number[] = [];
  const second = await shop({ database: first.database, clock, leaseMs: 9000 });
  second.jobs.run('slow', () => Promise.resolve(void taken.push(clock.now())));
  await clock.advance(8000);
  expect(taken).toEqual([]);
  await clock.advance(4000);

  expect(taken).toHaveLength(1);
  expect(await second.outcomes('1')).toEqual(['interrupted', 'done']);
});

test('a long job that says that it goes on is not taken over', async () => {
  const clock = manualClock(0);
  const first = await shop({ clock, leaseMs: 9000 });
  let finish = () => {};
  first.jobs.run('slow', () => new Promise((resolve) => (finish = resolve)));
  await first.jobs.at({ id: '1', kind: 'slow', payload: null, dueAtMs: 0 });
  await clock.advance(1);
  const second = await shop({ database: first.database, clock, leaseMs: 9000 });
  let taken = 0;
  second.jobs.run('slow', () => Promise.resolve(void (taken += 1)));
  await clock.advance(600_000);
  finish();
  await clock.advance(60_000);

  expect(taken).toBe(0);
  expect(await second.outcomes('1')).toEqual(['done']);
});

test('a job runs when asked, also while it is paused, and its turns stay as they were', async () => {
  const { jobs, clock, store } = await shop();
  let runs = 0;
  jobs.run('tick', () => Promise.resolve(void (runs += 1)));
  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 3_600_000 });
  await jobs.runNow('t');
  await clock.advance(100);
  expect(runs).toBe(1);

  expect((await jobs.pause('t')).ok).toBe(true);
  await jobs.runNow('t');
  await clock.advance(2 * 3_600_000);

  expect(runs).toBe(2);
  expect((await store.find('t'))?.dueAtMs).toBe(3_600_000);
  expect((await jobs.list())[0]).toMatchObject({
    now: { state: 'paused', why: 'asked' },
    lastRun: { outcome: 'done', number: 2 },
  });

  await jobs.resume('t');
  await clock.advance(1000);
  expect(runs).toBe(2);
  expect((await store.find('t'))?.dueAtMs).toBe(3 * 3_600_000);
});

test('what cannot be done with a job is refused in words', async () => {
  const { jobs, clock } = await shop();
  await jobs.at({ id: 'w', kind: 'nobody', payload: null, dueAtMs: 10 });
  jobs.run('slow', endless);
  await jobs.at({ id: 's', kind: 'slow', payload: null, dueAtMs: 0 });
  await clock.advance(1);
  const keys = await Promise.all([
    jobs.pause('none'),
    jobs.history('none'),
    jobs.resume('w'),
    jobs.runNow('w'),
    jobs.runNow('s'),
  ]);

  expect(keys.map((one) => (one.ok ? '' : one.error.key))).toEqual([
    ...['jobs.unknown', 'jobs.unknown', 'jobs.not-paused', 'jobs.unattended', 'jobs.running'],
  ]);
});

test('the history of a job is bounded', async () => {
  const { jobs, clock, store } = await shop();
  jobs.run('tick', () => Promise.resolve());
  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 1000 });
  await clock.advance(120_000);
  const runs = await store.history('t', 500);

  expect(runs).toHaveLength(50);
  expect(runs[0]?.number).toBe(120);

  await store.forget({ beforeMs: 100_000, keep: 10 });
  expect(await store.history(undefined, 500)).toHaveLength(10);
});

test('a runner that tells of its failures itself is tried again at its own pace, and nobody is told twice', async () => {
  const { jobs, clock, alerts, outcomes } = await shop();
  const failing = () => Promise.reject(new Error('broken'));
  jobs.run('slow', failing, { retryMs: 60_000, tellsItself: true });
  await jobs.at({ id: 's', kind: 'slow', payload: null, dueAtMs: 0 });
  await clock.advance(310_000);

  expect(await outcomes('s')).toEqual(Array(6).fill('failed'));
  expect(alerts.recent()).toEqual([]);
});

test('a turn since a job was last done is made up for when it is declared, once', async () => {
  const { jobs, clock, store } = await shop({ clock: manualClock(Date.UTC(2026, 0, 10, 12)) });
  const turns: string[] = [];
  jobs.run('daily', (_payload, _signal, { id, turnAtMs }) =>
    Promise.resolve(void turns.push(`${id} ${new Date(turnAtMs).toISOString().slice(0, 13)}`)),
  );
  const declare = (id: string, sinceMs: number) =>
    jobs.cron({ id, kind: 'daily', payload: null, cron: '0 3 * * *', sinceMs });
  await declare('late', Date.UTC(2026, 0, 8, 4));
  await declare('done', Date.UTC(2026, 0, 10, 4));
  await clock.advance(1000);
  await declare('late', Date.UTC(2026, 0, 8, 4));
  await clock.advance(1000);

  expect(turns).toEqual(['late 2026-01-09T03']);
  expect((await store.find('done'))?.turnAtMs).toBe(Date.UTC(2026, 0, 11, 3));
});
