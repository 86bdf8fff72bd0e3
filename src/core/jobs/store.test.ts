import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { migrate } from '../../storage/index.ts';
import type { NewJob } from './job.ts';
import { jobStore } from './store.ts';
import { jobsPart } from './tables.ts';

const reminder: NewJob = {
  ...{ id: 'r1', kind: 'remind', payload: { text: 'tea' }, schedule: { kind: 'once' } },
  ...{ missed: 'once', jitterMs: 0, turnAtMs: 1000, dueAtMs: 1000 },
};
const kinds = ['remind'];
const turn = { turnAtMs: 1000, nowMs: 1000, holder: 'me', leaseUntilMs: 5000 };

describe.each(everyDatabase)('the job store on $kind', (kind) => {
  test('gives out what is due of the kinds asked for, earliest first, with its payload', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put({ ...reminder, id: 'late', dueAtMs: 900, turnAtMs: 900 });
      await store.put(reminder);
      await store.put({ ...reminder, id: 'future', dueAtMs: 5000 });
      await store.put({ ...reminder, id: 'other', kind: 'other', dueAtMs: 1 });

      const due = await store.due(1000, kinds, 10);

      expect(due.map(({ id }) => id)).toEqual(['late', 'r1']);
      expect(due[1]).toEqual({ ...reminder, failures: 0, runs: 0 });
      expect(await store.nextDueAt(kinds)).toBe(900);
      expect([await store.due(1000, [], 10), await store.nextDueAt([])]).toEqual([[], undefined]);
    }));

  test('lists what waits of one kind, earliest first', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put(reminder);
      await store.put({ ...reminder, id: 'r0', dueAtMs: 500 });
      await store.put({ ...reminder, id: 'other', kind: 'sweep' });

      expect((await store.ofKind('remind', 10)).map(({ id }) => id)).toEqual(['r0', 'r1']);
      expect(await store.ofKind('remind', 1)).toHaveLength(1);
    }));

  test('keeps every kind of schedule and its options', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      const cron = { kind: 'cron', pattern: '0 3 * * *', zone: 'Europe/Berlin' } as const;
      const whole: NewJob = {
        ...{ ...reminder, id: 'c', schedule: cron, missed: 'each', jitterMs: 5, maxFailures: 3 },
      };
      await store.put(whole);
      await store.declare({ ...reminder, id: 'e', schedule: { kind: 'every', everyMs: 60_000 } });

      expect(await store.find('c')).toEqual({ ...whole, failures: 0, runs: 0 });
      expect((await store.find('e'))?.schedule).toEqual({ kind: 'every', everyMs: 60_000 });
      expect(await store.find('nothing')).toBeUndefined();
    }));

  test('lets only one of two that saw the same turn have it', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put(reminder);
      const [job] = await store.due(1000, kinds, 1);
      const claims = await Promise.all(
        ['me', 'you', 'they'].map((holder) => store.claim(job!, { ...turn, holder })),
      );

      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
      expect(await store.due(4999, kinds, 10)).toEqual([]);
      expect(await store.nextDueAt(kinds)).toBe(5000);
      expect(await store.skip(job!, { turnAtMs: 9, dueAtMs: 9 }, 1000)).toBe(false);
    }));

  test('lets another have it when the lease is over, and then the first can do nothing more', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put(reminder);
      const [job] = await store.due(1000, kinds, 1);
      const first = await store.claim(job!, turn);
      expect(await store.renew(first!, 6000)).toBe(true);
      const [again] = await store.due(6000, kinds, 1);
      const second = await store.claim(again!, {
        ...turn,
        ...{ holder: 'you', nowMs: 6000, leaseUntilMs: 9000 },
      });

      expect(second?.number).toBe(2);
      expect(await store.renew(first!, 99_000)).toBe(false);
      await store.settle(first!, { nowMs: 7000, outcome: 'done', afterwards: { kind: 'gone' } });
      expect((await store.find('r1'))?.lease).toEqual({ holder: 'you', untilMs: 9000 });

      await store.settle(second!, { nowMs: 8000, outcome: 'done', afterwards: { kind: 'gone' } });
      expect(await store.find('r1')).toBeUndefined();
    }));

  test('counts failures, and writes down how each run ended', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put(reminder);
      const [job] = await store.due(1000, kinds, 1);
      const claim = await store.claim(job!, turn);
      await store.settle(claim!, {
        ...{ nowMs: 1500, outcome: 'failed', problem: 'the network was away' },
        afterwards: { kind: 'moved', turnAtMs: 1000, dueAtMs: 2000, failures: 1 },
      });
      const [again] = await store.due(2000, kinds, 1);
      const last = await store.lastRuns(['r1', 'nothing']);

      expect(again).toMatchObject({ failures: 1, runs: 1, lastProblem: 'the network was away' });
      expect(again?.lease).toBeUndefined();
      expect([...last.values()]).toEqual([
        {
          ...{ job: 'r1', kind: 'remind', number: 1, turnAtMs: 1000, startedAtMs: 1000 },
          ...{ endedAtMs: 1500, outcome: 'failed', problem: 'the network was away' },
        },
      ]);
      expect(await store.history('r1', 10)).toEqual([...last.values()]);
    }));

  test('pauses, resumes and asks for a run', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put(reminder);
      await store.setPaused('r1', 1100);
      expect(await store.due(2000, kinds, 1)).toEqual([]);
      expect(await store.nextDueAt(kinds)).toBeUndefined();

      await store.askFor('r1', 1200);
      expect(await store.nextDueAt(kinds)).toBe(1200);
      expect((await store.due(2000, kinds, 1))[0]).toMatchObject({ askedAtMs: 1200 });

      await store.setPaused('r1', null, 7000);
      expect(await store.find('r1')).toMatchObject({ dueAtMs: 7000, turnAtMs: 7000 });
      expect(await store.setPaused('nothing', null)).toBe(false);
      expect(await store.askFor('nothing', 1)).toBe(false);
    }));

  test('goes on counting runs when a job comes again under an old id', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      for (const number of [1, 2]) {
        await store.put(reminder);
        const [job] = await store.due(1000, kinds, 1);
        const claim = await store.claim(job!, turn);
        expect(claim?.number).toBe(number);
        await store.settle(claim!, { nowMs: 2, outcome: 'done', afterwards: { kind: 'gone' } });
      }
    }));

  test('takes over jobs from before there were schedules', () =>
    withDatabase(
      kind,
      [{ part: 'jobs', migrations: jobsPart.migrations.slice(0, 1) }],
      async (database) => {
        const old = database.queries.$extendTables<{
          jobs: { id: string; kind: string; payload: string; due_at: number; every_ms: number };
        }>();
        await old
          .insertInto('jobs')
          .values({ id: 'o', kind: 'remind', payload: '1', due_at: 900, every_ms: 500 })
          .execute();
        await migrate(database, [jobsPart], 1);

        expect(await jobStore(database).due(1000, kinds, 1)).toEqual([
          {
            ...{ id: 'o', kind: 'remind', payload: 1, schedule: { kind: 'every', everyMs: 500 } },
            ...{ missed: 'once', jitterMs: 0, turnAtMs: 900, dueAtMs: 900, failures: 0, runs: 0 },
          },
        ]);
      },
    ));
});
