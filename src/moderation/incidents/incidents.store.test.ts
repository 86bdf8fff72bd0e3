import { describe, expect, test } from 'vitest';
import { communityId } from '../../base/ids.ts';
import { manualClock } from '../../base/clock.ts';
import { lifetime } from '../../base/lifetime.ts';
import { silentLog } from '../../base/log.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import type { Database } from '../../storage/index.ts';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { Incidents, incidentStore, incidentsPart, undoStore } from './index.ts';

const community = communityId('discord:1');
const place = {
  ...{ connection: 'discord', platform: 'discord', space: 'discord:1', channel: 'discord/2' },
  name: 'Castle',
};
const key = (number: number) => ({ community, number });
const wanted = (subject: string, atMs = 1000) => ({
  ...{ community, kind: 'rule' as const, subject, place, atMs },
});
const nothing = { atMs: 1000, detections: 0, entries: [], people: [], cases: [] };

function desk(database: Database) {
  const clock = manualClock(1_000_000);
  const opened: Incident[] = [];
  const incidents = new Incidents({
    ...{ store: incidentStore(database), clock, log: silentLog, life: lifetime('incidents') },
    rules: () => ({ people: 3, windowMs: 60_000, quietMs: 600_000 }),
    levels: () => [],
    opened: (incident) => opened.push(incident),
  });
  const hit = (actor: string) =>
    incidents.detectSeveral({
      ...{ ...wanted('rule:3', clock.now()), people: [{ actor, name: actor }] },
      entry: { atMs: clock.now(), kind: 'detection', what: 'rule', actor, name: actor },
    });
  return { clock, incidents, opened, hit };
}

describe.each(everyDatabase)('incidents on $kind', (kind) => {
  const on = (act: (database: Database) => Promise<void>) => () =>
    withDatabase(kind, [incidentsPart], (database) => act(database));

  test(
    'of one subject one is open, also when two begin at once; once closed, the next is a new one',
    on(async (database) => {
      const store = incidentStore(database);
      const both = await Promise.all([store.open(wanted('rule:3')), store.open(wanted('rule:3'))]);
      expect(both.map(({ incident }) => incident.number)).toEqual([1, 1]);
      expect(both.filter(({ fresh }) => fresh)).toHaveLength(1);
      expect((await store.open(wanted('rule:4'))).incident.number).toBe(2);
      expect(await store.close(key(1), { atMs: 2000, by: 'discord:9' })).toBe(true);
      expect(await store.close(key(1), { atMs: 3000 })).toBe(false);
      expect((await store.open(wanted('rule:3'))).incident.number).toBe(3);
      expect((await store.list(community, { state: 'open' })).map(({ number }) => number)).toEqual([
        ...[3, 2],
      ]);
      expect(await store.communities()).toEqual([{ id: community, name: 'Castle', open: 2 }]);
    }),
  );

  test(
    'tells the timeline in order, people by how often, and the cases; and holds no more than its bounds',
    on(async (database) => {
      const store = incidentStore(database);
      await store.open(wanted('rule:3'));
      const entry = (what: string, atMs: number) => ({ atMs, kind: 'detection' as const, what });
      for (let turn = 0; turn < 12; turn += 1)
        await store.add(key(1), {
          ...{ atMs: 1000 + turn, detections: 50, cases: [turn + 1, 1] },
          entries: Array.from({ length: 50 }, (_, at) => entry(`hit${at}`, 1000 + turn)),
          people: [{ actor: 'a', name: 'ann', hits: 1 }, ...crowd(turn)],
        });
      await store.add(key(1), {
        ...nothing,
        entries: [
          { atMs: 9000, kind: 'note', what: 'note', text: 'full', actor: 'b', name: 'bob' },
        ],
      });
      const found = await store.find(key(1));
      expect(found).toMatchObject({ detections: 600, people: 1000, cases: 12, lastAtMs: 1011 });
      const timeline = await store.timeline(key(1));
      expect(timeline).toHaveLength(501);
      expect(timeline.at(-1)).toMatchObject({ kind: 'note', text: 'full', name: 'bob' });
      expect((await store.people(key(1)))[0]).toEqual({ actor: 'a', name: 'ann', hits: 12 });
    }),
  );

  test(
    'begin with the third person within the window, hold all three, and close by themselves when quiet',
    on(async (database) => {
      const { clock, incidents, opened, hit } = desk(database);
      await incidents.open();
      hit('ann');
      hit('ann');
      await clock.advance(61_000);
      hit('bob');
      hit('eve');
      await incidents.settled();
      expect(opened).toEqual([]);
      hit('kim');
      hit('kim');
      expect(await incidents.list(community)).toMatchObject([{ number: 1, people: 3 }]);
      expect(opened).toHaveLength(1);
      expect(incidents.covers(community, 'rule:3')).toBe(true);
      const whole = await incidents.whole(key(1));
      expect(whole.ok && whole.value.detections).toBe(4);
      expect(whole.ok && whole.value.timeline.map(({ count, name }) => [name, count])).toEqual([
        ...[['bob', 1] as const, ['eve', 1] as const, ['kim', 2] as const],
      ]);
      await clock.advance(700_000);
      await incidents.settled();
      expect(incidents.covers(community, 'rule:3')).toBe(false);
      const closed = await incidents.whole(key(1));
      expect(closed.ok && closed.value.state).toBe('closed');
      expect(closed.ok && closed.value.timeline.at(-1)?.what).toBe('quiet');
    }),
  );

  test(
    'are taken up by the next start, whatever was open',
    on(async (database) => {
      const first = desk(database);
      await first.incidents.open();
      for (const one of ['ann', 'bob', 'eve']) first.hit(one);
      await first.incidents.settled();
      const { incidents, hit } = desk(database);
      await incidents.open();
      hit('kim');
      expect(await incidents.list(community)).toMatchObject([{ number: 1, people: 4 }]);
    }),
  );

  test(
    'an undo is kept with all its steps before the first is done, and knows which are',
    on(async (database) => {
      const store = undoStore(database);
      const steps = Array.from({ length: 1200 }, (_, at) => ({
        ...{ kind: 'case' as const, ref: String(at + 1) },
      }));
      const begun = await store.begin({
        ...{ community, scope: { of: 'incident', incident: 4 }, atMs: 5, steps },
        request: { by: { id: 'discord:9', name: 'ann' }, via: 'chat', why: 'a mistake' },
      });
      expect(begun).toMatchObject({ number: 1, state: 'running', incident: 4, by: 'discord:9' });
      await store.stepped(begun, 0, { state: 'done' });
      await store.stepped(begun, 1, { state: 'refused', problem: 'case.over' });
      expect(await store.running()).toEqual([{ community, number: 1 }]);
      const found = await store.find(community, 1);
      expect(found?.steps).toHaveLength(1200);
      expect(found?.steps.slice(0, 3).map(({ state }) => state)).toEqual([
        ...(['done', 'refused', 'waiting'] as const),
      ]);
      expect(await store.done(begun)).toBe(true);
      expect(await store.done(begun)).toBe(false);
      expect(await store.running()).toEqual([]);
    }),
  );
});

const crowd = (turn: number) =>
  Array.from({ length: 100 }, (_, at) => ({
    ...{ actor: `x${turn * 100 + at}`, name: `x${at}`, hits: 1 },
  }));
