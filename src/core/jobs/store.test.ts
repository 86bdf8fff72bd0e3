import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { jobStore } from './store.ts';
import { jobsPart } from './tables.ts';

const reminder = { id: 'r1', kind: 'remind', payload: { text: 'tea' }, dueAtMs: 1000 };

describe.each(everyDatabase)('the job store on $kind', (kind) => {
  test('gives out what is due, earliest first, with its payload', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put({ ...reminder, id: 'late', dueAtMs: 900 });
      await store.put(reminder);
      await store.put({ ...reminder, id: 'future', dueAtMs: 5000 });

      const due = await store.due(1000, 10);

      expect(due.map(({ id }) => id)).toEqual(['late', 'r1']);
      expect(due[1]).toEqual({ ...reminder, failures: 0 });
      expect(await store.nextDueAt()).toBe(900);
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

  test('lets only one of two that saw the same turn move it on', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put({ ...reminder, everyMs: 60_000 });
      const [job] = await store.due(1000, 1);

      expect(await store.moveOn(job!, { dueAtMs: 61_000 })).toBe(true);
      expect(await store.moveOn(job!, { dueAtMs: 61_000 })).toBe(false);
      expect(await store.finish(job!)).toBe(false);
    }));

  test('counts failures until a turn goes well', () =>
    withDatabase(kind, [jobsPart], async (database) => {
      const store = jobStore(database);
      await store.put(reminder);
      const [job] = await store.due(1000, 1);
      await store.moveOn(job!, { dueAtMs: 2000, problem: 'the network was away' });
      const [again] = await store.due(2000, 1);

      expect(again?.failures).toBe(1);
      expect(await store.finish(again!)).toBe(true);
      expect(await store.nextDueAt()).toBeUndefined();
    }));
});
