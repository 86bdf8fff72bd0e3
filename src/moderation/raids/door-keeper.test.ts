import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { channelOn, connectionId, spaceId } from '../../base/ids.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Door, DoorChange, DoorOutcome, DoorWishes } from '../../core/door.ts';
import type { Place } from '../../core/event.ts';
import { startJobs } from '../../core/jobs/jobs.ts';
import type { Job, JobStore } from '../../core/jobs/store.ts';
import { DoorKeeper, type Lifted, type Wanted } from './index.ts';

const connection = connectionId('libera');
const where: Place = {
  ...{ connection, platform: 'irc', name: '#castle' },
  ...{ channel: channelOn(connection, '#castle'), space: spaceId('irc:libera:#castle') },
};
const minute = 60_000;

function memoryStore(): JobStore & { readonly rows: Map<string, Job> } {
  const rows = new Map<string, Job>();
  const still = (job: Job) => rows.get(job.id)?.dueAtMs === job.dueAtMs;
  const kept = (job: Omit<Job, 'failures'>): Job => ({
    ...job,
    payload: JSON.parse(JSON.stringify(job.payload)) as unknown,
    failures: 0,
  });
  return {
    rows,
    put: (job) => Promise.resolve(void rows.set(job.id, kept(job))),
    remove: (id) => Promise.resolve(rows.delete(id)),
    due: (untilMs) =>
      Promise.resolve([...rows.values()].filter(({ dueAtMs }) => dueAtMs <= untilMs)),
    ofKind: () => Promise.resolve([...rows.values()]),
    nextDueAt: () => Promise.resolve(Math.min(...[...rows.values()].map(({ dueAtMs }) => dueAtMs))),
    moveOn: (job, { dueAtMs }) =>
      Promise.resolve(still(job) && rows.set(job.id, { ...job, dueAtMs, failures: 1 }).size > 0),
    finish: (job) => Promise.resolve(still(job) && rows.delete(job.id)),
  };
}

/** A door with things on it; what it is told to do it does, unless it is told not to. */
class PaperDoor implements Door {
  readonly keepsMembers = true;
  readonly things = new Map<string, string | null>([
    ['slowmode a', '0'],
    ['slowmode b', '30'],
    ['invites', null],
  ]);
  readonly log: string[] = [];
  members = 10;
  away = false;
  forbidden: string | undefined;
  /** Called before a change is made. */
  before: () => void = () => {};

  plan(_where: Place, { level, margin, ours }: DoorWishes) {
    if (this.away) return Promise.reject(new CastellanError('network', 'away'));
    const wanted: readonly (readonly [string, DoorChange['what'], string])[] = [
      ['slowmode a', 'slowmode', '10'],
      ['limit', 'limit', String(this.members + margin)],
      ...(level === 'lockdown' ? ([['invites', 'invites', 'paused']] as const) : []),
    ];
    const changes = wanted.flatMap(([key, what, after]): readonly DoorChange[] => {
      const before = this.things.get(key) ?? null;
      if (before === after || (what === 'limit' && before !== null && !ours.has(key))) return [];
      return [{ key, what, name: key, before, after }];
    });
    return Promise.resolve({ changes, obstacles: [] });
  }

  set(_where: Place, { key, before, earlier, after }: DoorChange): Promise<Result<DoorOutcome>> {
    this.before();
    if (this.away) return Promise.reject(new CastellanError('network', 'away'));
    if (this.forbidden === key) return Promise.resolve(refuse('raid.cannot.manage-channels'));
    const stands = this.things.get(key) ?? null;
    if (stands === after) return Promise.resolve(ok('done'));
    if (stands !== before && stands !== earlier) return Promise.resolve(ok('left'));
    this.things.set(key, after);
    this.log.push(`${key} ${String(after)}`);
    return Promise.resolve(ok('done'));
  }
}

async function house({
  door = new PaperDoor(),
  store = memoryStore(),
  clock = manualClock(0),
}: {
  door?: PaperDoor;
  store?: ReturnType<typeof memoryStore>;
  clock?: ReturnType<typeof manualClock>;
} = {}) {
  const life = lifetime('test');
  const log = memoryLog();
  const ended: Lifted[] = [];
  const unmet: string[] = [];
  const keeper = new DoorKeeper({
    ...{ clock, log, life, jobs: startJobs({ store, clock, log, life }) },
    doorOf: () => door,
    numbers: () => ({ slowmodeSeconds: 10, margin: 5 }),
    unmet: ({ level }) => void unmet.push(level),
    ended: (lifted) => void ended.push(lifted),
  });
  await keeper.open();
  const turn = (level: Wanted['level'], more: Partial<Wanted> = {}) =>
    keeper.turn({
      ...{ where, level, untilMs: clock.now() + 10 * minute, byHand: false, dry: false },
      ...{ slowmodeSeconds: 10, margin: 5, reason: 'test' },
      ...more,
    });
  return { keeper, door, store, clock, life, ended, unmet, turn };
}

const standing = (door: PaperDoor) => Object.fromEntries(door.things);
const untouched = { 'slowmode a': '0', 'slowmode b': '30', invites: null };

test('what was there before is in the database before anything is changed', async () => {
  const { door, store, turn } = await house();
  const kept: unknown[] = [];
  door.before = () => void kept.push(JSON.stringify([...store.rows.values()]));
  await turn('slow');

  expect(kept[0]).toContain('"before":"0"');
  expect(standing(door)).toMatchObject({ 'slowmode a': '10', limit: '15', invites: null });
});

test('a level goes up step by step, and one lift puts back what was there at first', async () => {
  const { keeper, door, store, turn } = await house();
  await turn('slow');
  const { effect } = await turn('lockdown');
  expect(effect).toMatchObject({ invites: 1, changed: 1, minutes: 10 });
  const lifted = await keeper.lift(where, 'hand');

  expect(lifted?.effect).toMatchObject({ changed: 3, left: 0, refused: 0 });
  expect(standing(door)).toEqual({ ...untouched, limit: null });
  expect([keeper.list(), store.rows.size]).toEqual([[], 0]);
  expect(await keeper.lift(where, 'hand')).toBeUndefined();
});

test('a level ends by itself at its time, not before', async () => {
  const { door, clock, ended, turn } = await house();
  await turn('lockdown');
  await clock.advance(10 * minute - 1);
  expect(door.things.get('invites')).toBe('paused');
  await clock.advance(60_001);

  expect(standing(door)).toEqual({ ...untouched, limit: null });
  expect(ended).toMatchObject([{ how: 'time', record: { level: 'lockdown' } }]);
});

test('a new wave moves the end', async () => {
  const { keeper, door, clock, turn } = await house();
  await turn('slow');
  await clock.advance(9 * minute);
  keeper.extend(where, clock.now() + 10 * minute);
  await clock.advance(9 * minute);
  expect(door.things.get('slowmode a')).toBe('10');
  await clock.advance(2 * minute);

  expect(door.things.get('slowmode a')).toBe('0');
});

test('after a kill the next start ends the level at its time', async () => {
  const first = await house();
  await first.turn('lockdown');
  // Nothing of the first is ended: it is simply gone.
  const second = await house({
    door: first.door,
    store: first.store,
    clock: manualClock(5 * minute),
  });
  expect(second.keeper.at(where)).toMatchObject({ level: 'lockdown', untilMs: 10 * minute });
  await second.clock.advance(5 * minute + 60_000);

  expect(standing(first.door)).toEqual({ ...untouched, limit: null });
  expect(second.ended).toHaveLength(1);
});

test('a kill between two values of ours leaves neither behind', async () => {
  const first = await house();
  await first.turn('slow');
  first.door.members = 30;
  // The new value is kept, but the process dies before it is set.
  first.door.before = () => {
    throw new CastellanError('network', 'killed');
  };
  await first.clock.advance(30_000);
  expect(first.door.things.get('limit')).toBe('15');
  first.door.before = () => {};
  const second = await house({ door: first.door, store: first.store, clock: first.clock });
  await second.keeper.lift(where, 'hand');

  expect(standing(first.door)).toEqual({ ...untouched, limit: null });
});

test('what somebody changes meanwhile is left as he has it (BO29)', async () => {
  const { keeper, door, turn } = await house();
  await turn('lockdown');
  door.things.set('slowmode a', '60');
  const lifted = await keeper.lift(where, 'hand');

  expect(standing(door)).toEqual({ ...untouched, 'slowmode a': '60', limit: null });
  expect(lifted?.effect).toMatchObject({ changed: 2, left: 1 });
});

test('what was refused is not put back, and is told', async () => {
  const { keeper, door, turn } = await house();
  door.forbidden = 'slowmode a';
  const { effect, obstacles } = await turn('slow');
  door.forbidden = undefined;
  await keeper.lift(where, 'hand');

  expect(effect).toMatchObject({ slowed: 0, limit: 15, refused: 1 });
  expect(obstacles).toMatchObject([{ key: 'raid.cannot.manage-channels' }]);
  expect(door.log).toEqual(['limit 15', 'limit null']);
});

test('a limit moves on with the members, both ways, and no further than they', async () => {
  const { door, clock, turn } = await house();
  await turn('slow');
  door.members = 15;
  await clock.advance(30_000);
  expect(door.things.get('limit')).toBe('20');
  door.members = 8;
  await clock.advance(30_000);

  expect(door.things.get('limit')).toBe('13');
});

test('a limit that an operator sets meanwhile is his', async () => {
  const { keeper, door, clock, turn } = await house();
  await turn('slow');
  door.things.set('limit', '99');
  await clock.advance(30_000);
  await clock.advance(30_000);
  await keeper.lift(where, 'hand');

  expect(standing(door)).toEqual({ ...untouched, limit: '99' });
});

test('with the network away at its time a level is lifted as soon as it is back', async () => {
  const { door, clock, keeper, turn } = await house();
  await turn('lockdown');
  door.away = true;
  await clock.advance(11 * minute);
  await expect(keeper.lift(where, 'hand')).rejects.toMatchObject({ code: 'network' });
  door.away = false;
  await clock.advance(5 * minute);

  expect(standing(door)).toEqual({ ...untouched, limit: null });
});

test('what may not be put back stays on record and is tried again until it may', async () => {
  const { door, clock, keeper, ended, turn } = await house();
  await turn('lockdown');
  door.forbidden = 'invites';
  await clock.advance(12 * minute);
  expect(ended[0]).toMatchObject({ complete: false, obstacles: [{ facts: {} }] });
  expect(standing(door)).toEqual({ ...untouched, invites: 'paused', limit: null });
  expect((await keeper.lift(where, 'hand'))?.complete).toBe(false);
  door.forbidden = undefined;
  await clock.advance(5 * minute);

  expect(standing(door)).toEqual({ ...untouched, limit: null });
  expect([keeper.list(), ended.at(-1)?.complete]).toEqual([[], true]);
});

test('asks again while nothing could be done, and no longer', async () => {
  const { door, clock, unmet, turn } = await house();
  door.away = true;
  const { effect, obstacles } = await turn('slow');
  expect([effect.changed, obstacles[0]?.key]).toEqual([0, 'raid.cannot.away']);
  await clock.advance(60_000);
  expect(unmet).toEqual(['slow', 'slow']);
  door.away = false;
  await turn('slow');
  await clock.advance(60_000);

  expect(unmet).toHaveLength(2);
  expect(door.things.get('limit')).toBe('15');
});

test('a dry run tells what would be done and does nothing', async () => {
  const { keeper, door, turn } = await house();
  const { effect } = await turn('lockdown', { dry: true });
  await keeper.lift(where, 'hand');

  expect(effect).toMatchObject({ slowed: 1, seconds: 10, invites: 1, limit: 15 });
  expect([door.log, standing(door)]).toEqual([[], untouched]);
});

test('a lower level begins anew from what was before', async () => {
  const { keeper, door, turn } = await house();
  await turn('lockdown');
  await turn('slow', { byHand: true });
  expect(standing(door)).toEqual({ ...untouched, 'slowmode a': '10', limit: '15' });
  await turn('watch', { byHand: true });

  expect(standing(door)).toEqual({ ...untouched, limit: null });
  expect(keeper.at(where)).toMatchObject({ level: 'watch', byHand: true });
});
