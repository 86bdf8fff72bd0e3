import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { startJobs } from './jobs.ts';
import type { Job, JobStore } from './store.ts';

/** What the table does, in memory; the real one has its own suite. */
function memoryStore(rows = new Map<string, Job>()): JobStore & { rows: Map<string, Job> } {
  const still = (job: Job) => rows.get(job.id)?.dueAtMs === job.dueAtMs;
  return {
    rows,
    put: (job) => Promise.resolve(void rows.set(job.id, { ...job, failures: 0 })),
    remove: (id) => Promise.resolve(rows.delete(id)),
    due: (untilMs) => Promise.resolve([...rows.values()].filter((job) => job.dueAtMs <= untilMs)),
    nextDueAt: () =>
      Promise.resolve(
        rows.size === 0 ? undefined : Math.min(...[...rows.values()].map((job) => job.dueAtMs)),
      ),
    ofKind: (kind) => Promise.resolve([...rows.values()].filter((job) => job.kind === kind)),
    moveOn(job, { dueAtMs, problem }) {
      if (!still(job)) return Promise.resolve(false);
      rows.set(job.id, { ...job, dueAtMs, failures: problem === undefined ? 0 : job.failures + 1 });
      return Promise.resolve(true);
    },
    finish: (job) => Promise.resolve(still(job) && rows.delete(job.id)),
  };
}

function shop(store = memoryStore(), clock = manualClock(0)) {
  const life = lifetime('jobs');
  const log = memoryLog();
  return { store, clock, life, log, jobs: startJobs({ store, clock, life, log }) };
}

test('a job runs once, at its time', async () => {
  const { jobs, clock, store } = shop();
  const ran: unknown[] = [];
  jobs.run('remind', (payload) => Promise.resolve(void ran.push([payload, clock.now()])));
  await jobs.at({ id: 'r', kind: 'remind', payload: 'tea', dueAtMs: 60_000 });
  await clock.advance(59_000);
  expect(ran).toEqual([]);

  await clock.advance(2000);
  await clock.advance(600_000);

  expect(ran).toEqual([['tea', 60_000]]);
  expect(store.rows.size).toBe(0);
});

test('a job that was due while nobody ran is done at the start, once', async () => {
  const rows = new Map<string, Job>([
    ['e', { id: 'e', kind: 'sweep', payload: null, dueAtMs: 1000, everyMs: 1000, failures: 0 }],
  ]);
  const clock = manualClock(10_500);
  const { jobs, store } = shop(memoryStore(rows), clock);
  let runs = 0;
  jobs.run('sweep', () => Promise.resolve(void (runs += 1)));
  await clock.advance(100);

  expect(runs).toBe(1);
  expect(store.rows.get('e')?.dueAtMs).toBe(11_000);
});

test('an interval keeps its own grid', async () => {
  const { jobs, clock } = shop();
  const at: number[] = [];
  jobs.run('tick', () => Promise.resolve(void at.push(clock.now())));
  await jobs.every({ id: 't', kind: 'tick', payload: null, everyMs: 10_000 });
  await clock.advance(35_000);

  expect(at).toEqual([10_000, 20_000, 30_000]);
});

test('a failing job is tried again later and later, and its failure is in the log', async () => {
  const { jobs, clock, log } = shop();
  const at: number[] = [];
  jobs.run('call', () => {
    at.push(clock.now());
    return at.length < 3 ? Promise.reject(new Error('nobody home')) : Promise.resolve();
  });
  await jobs.at({ id: 'c', kind: 'call', payload: null, dueAtMs: 0 });
  await clock.advance(60_000);

  expect(at).toEqual([0, 5000, 15_000]);
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
});

test('a job of a kind that nobody does yet waits', async () => {
  const { jobs, clock } = shop();
  let ran = false;
  await jobs.at({ id: 'w', kind: 'later', payload: null, dueAtMs: 0 });
  await clock.advance(60_000);
  jobs.run('later', () => Promise.resolve(void (ran = true)));
  await clock.advance(1000);

  expect(ran).toBe(true);
});

test('a cancelled job does not run', async () => {
  const { jobs, clock } = shop();
  let ran = false;
  jobs.run('x', () => Promise.resolve(void (ran = true)));
  await jobs.at({ id: 'x', kind: 'x', payload: null, dueAtMs: 1000 });
  expect(await jobs.cancel('x')).toBe(true);
  await clock.advance(5000);

  expect(ran).toBe(false);
});

test('the end waits for the job under way and starts no other', async () => {
  const { jobs, clock, life } = shop();
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
