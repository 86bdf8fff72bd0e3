import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../test/support/databases.ts';
import { manualClock } from '../base/clock.ts';
import { communityId } from '../base/ids.ts';
import {
  AutomationDesk,
  automationCountStore,
  automationPart,
  automationStore,
  readSentence,
} from './index.ts';

const castle = communityId('irc:libera:#castle');
const tower = communityId('irc:libera:#tower');
const by = { by: 'discord:1', via: 'chat' };

function draft(sentence: string, name?: string) {
  const read = readSentence(sentence);
  if (!read.ok) throw new Error(read.error.key);
  return { automation: read.value, name };
}
const welcome = draft('when someone joins then say "Welcome, {{ person }}!"', 'welcome');
const flip = draft('when command "flip" then reply "heads"');

describe.each(everyDatabase)('automations on $kind', (kind) => {
  const inLife = (
    body: (
      open: () => Promise<AutomationDesk>,
      store: ReturnType<typeof automationStore>,
    ) => Promise<void>,
  ) =>
    withDatabase(kind, [automationPart], (database) => {
      const store = automationStore(database);
      return body(async () => {
        const desk = new AutomationDesk({ store, clock: manualClock(5) });
        await desk.load();
        return desk;
      }, store);
    });

  test('are there after a restart, in their community, and only those that are on wait', () =>
    inLife(async (open) => {
      const desk = await open();
      await desk.create(castle, [welcome, flip], by);
      await desk.create(tower, [welcome], by);
      await desk.setMode(castle, 1, 'off', by);

      const again = await open();
      expect(again.list(castle).map(({ number, name, mode }) => [number, name, mode])).toEqual([
        [1, 'welcome', 'off'],
        [2, 'someone gives the command "flip"', 'on'],
      ]);
      expect(again.waitingFor(castle, 'join')).toEqual([]);
      expect(again.waitingFor(castle, 'command').map(({ number }) => number)).toEqual([2]);
      expect(again.waitingFor(tower, 'join').map(({ number }) => number)).toEqual([1]);
    }));

  test('every change is in the history, with who made it, and numbers are not given twice', () =>
    inLife(async (open, store) => {
      const desk = await open();
      await desk.create(castle, [welcome], by);
      await desk.edit(castle, 1, flip, { by: 'discord:2', via: 'page' });
      await desk.remove(castle, 1, by);
      await desk.create(castle, [flip], by);

      const history = await desk.history(castle, 10);
      expect(
        history.map(({ seq, number, by: who, via, before, after }) => [
          ...[seq, number, who, via, before?.sentence.slice(0, 17), after?.sentence.slice(0, 17)],
        ]),
      ).toEqual([
        [4, 2, 'discord:1', 'chat', undefined, 'when someone give'],
        [3, 1, 'discord:1', 'chat', 'when someone give', undefined],
        [2, 1, 'discord:2', 'page', 'when someone join', 'when someone give'],
        [1, 1, 'discord:1', 'chat', undefined, 'when someone join'],
      ]);
      expect(await store.stamp()).toBe(4);
    }));

  test('one that is paused goes on when it is mended; one that is off stays off', () =>
    inLife(async (open) => {
      const desk = await open();
      await desk.create(castle, [welcome, flip], by);
      await desk.setMode(castle, 1, 'paused', by);
      await desk.setMode(castle, 2, 'off', by);
      await desk.edit(castle, 1, flip, by);
      await desk.edit(castle, 2, welcome, by);

      expect(desk.list(castle).map(({ mode }) => mode)).toEqual(['on', 'off']);
    }));

  test('runs add up', () =>
    withDatabase(kind, [automationPart], async (database) => {
      const store = automationCountStore(database);
      await store.count([{ community: castle, number: 1, runs: 2 }]);
      await store.count([
        { community: castle, number: 1, runs: 3 },
        { community: tower, number: 1, runs: 1 },
      ]);

      const counts = await store.counts();
      expect(counts.toSorted((one, other) => other.runs - one.runs)).toEqual([
        { community: castle, number: 1, runs: 5 },
        { community: tower, number: 1, runs: 1 },
      ]);
    }));

  test('a hundred are enough', () =>
    inLife(async (open) => {
      const desk = await open();
      const made = Array.from({ length: 100 }, () => welcome);
      expect((await desk.create(castle, made, by)).ok).toBe(true);
      expect(await desk.create(castle, [welcome], by)).toMatchObject({
        error: { key: 'automation.many' },
      });
    }));
});
