import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { connectionId } from '../../base/ids.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { noBackups } from '../../../test/support/backups.ts';
import { alerts } from '../alerts/alerts.ts';
import type { Backup } from '../backups/backups.ts';
import type { ExtensionView } from '../extensions/extensions.ts';
import type { HookSums } from '../hooks/desk.ts';
import type { JobView } from '../jobs/desk.ts';
import type { ConnectionState, ConnectionStatus } from '../platform.ts';
import {
  backupCheck,
  connectionCheck,
  errorCheck,
  hookCheck,
  jobCheck,
  lagCheck,
  extensionCheck,
} from './checks.ts';
import type { Vitals } from './desk.ts';
import { recentSums } from './error-rate.ts';
import { type HealthState, finding } from './finding.ts';
import { openHealth } from './health.ts';
import { lagMeter } from './lag-meter.ts';

const vitals: Vitals = {
  ...{ cpuPercent: 1, memoryBytes: 5e7, heapBytes: 2e7, handles: 3, lagMs: 2.4, worstLagMs: 9 },
  ...{ upMs: 1000, messages: 0, commands: 0, errors: 0, places: 0, runtime: 'Node' },
};

function house(kept?: string) {
  const clock = manualClock();
  const log = memoryLog();
  const told = alerts({ clock, log });
  const changes: string[] = [];
  const disk = { text: kept, problem: undefined as string | undefined };
  const health = openHealth({
    ...{ clock, log, alerts: told, life: lifetime('test'), vitals: () => vitals },
    past: {
      load: () => disk.text,
      save(text) {
        if (disk.problem !== undefined) return Promise.reject(new Error(disk.problem));
        disk.text = text;
        return Promise.resolve();
      },
    },
    changed: (before, after) => changes.push(`${before} → ${after}`),
  });
  let state: HealthState = 'ok';
  health.add({ name: 'gate', look: () => finding(state, 'gate', {}, 'gate.todo') });
  return {
    ...{ clock, health, changes, disk },
    turns: (to: HealthState) => (state = to),
    told: () => told.recent().map(({ text, tone }) => `${tone} ${text.key}`),
  };
}

test('the whole is as bad as its worst part', async () => {
  const { health, turns } = house();
  expect((await health.report()).state).toBe('ok');
  turns('degraded');
  expect((await health.report()).state).toBe('degraded');
  health.add({ name: 'wall', look: () => finding('critical', 'wall') });

  expect(await health.report()).toMatchObject({
    state: 'critical',
    checks: [{ name: 'storage' }, { name: 'gate', state: 'degraded' }, { name: 'wall' }],
    vitals: { lagMs: 2.4 },
  });
});

test('operators are told when a part turns bad, worse and well, and not at every look', async () => {
  const { clock, turns, told, changes } = house();
  turns('degraded');
  await clock.advance(4 * 60_000);
  expect(told()).toEqual(['warning gate.todo']);
  turns('critical');
  await clock.advance(60_000);
  turns('ok');
  await clock.advance(60_000);

  expect(told()).toEqual(['success alert.health-well', 'error gate.todo', 'warning gate.todo']);
  expect(changes).toEqual(['ok → degraded', 'degraded → critical', 'critical → ok']);
});

test('every five minutes a report is put down, 48 of them, and a restart forgets none', async () => {
  const { clock, turns, health, disk } = house();
  turns('degraded');
  await clock.advance(5 * 60_000);
  turns('ok');
  await clock.advance(60 * 5 * 60_000);
  expect(health.history()).toHaveLength(48);
  expect(health.history()[0]).toMatchObject({ state: 'ok', unwell: [], lagMs: 2 });

  const after = house(disk.text);
  expect(after.health.history().length).toBeGreaterThanOrEqual(47);
  expect(house('no JSON').health.history()).toEqual([]);
  expect(house('[{"atMs":"x"}]').health.history()).toEqual([]);
});

test('three writes that fail one after the other are critical; one that works makes it well', async () => {
  const { health, disk } = house();
  disk.problem = 'disk is full';
  const states = [];
  for (let turn = 0; turn < 3; turn += 1) states.push((await health.report()).state);
  expect(states).toEqual(['degraded', 'degraded', 'critical']);
  expect((await health.report()).checks[0]?.todo?.facts).toEqual({
    ...{ times: 4, problem: 'disk is full' },
  });
  disk.problem = undefined;

  expect((await health.report()).state).toBe('ok');
});

test('a part that throws or hangs is unwell itself, and keeps nobody from looking at the others', async () => {
  const { health, clock } = house();
  health.add({
    name: 'broken',
    look: () => {
      throw new Error('no such table');
    },
  });
  const remove = health.add({ name: 'stuck', look: () => new Promise(() => {}) });
  const reporting = health.report();
  await clock.advance(5000);
  const { checks } = await reporting;
  expect(checks.map(({ name, state, text }) => [name, state, text.facts['problem']])).toEqual([
    ['storage', 'ok', undefined],
    ['gate', 'ok', undefined],
    ['broken', 'degraded', 'no such table'],
    ['stuck', 'degraded', 'no answer within 5 s'],
  ]);
  remove();

  expect((await health.report()).checks.map(({ name }) => name)).not.toContain('stuck');
});

test('the last twenty errors are remembered', () => {
  const { health } = house();
  for (let turn = 0; turn < 30; turn += 1) health.note({ atMs: turn, message: `e${turn}` });

  expect(health.errors()).toHaveLength(20);
  expect(health.errors()[0]?.message).toBe('e29');
});

test.each<[number, number, HealthState]>([
  [0, 0, 'ok'],
  [9, 9, 'ok'],
  [100, 4, 'ok'],
  [100, 5, 'degraded'],
  [100, 9, 'degraded'],
  [100, 10, 'critical'],
])('of %i commands %i failed: %s', async (commands, errors, state) => {
  expect((await errorCheck(() => ({ commands, errors })).look()).state).toBe(state);
});

test('errors of more than five minutes ago do not count', async () => {
  const clock = manualClock();
  const sums = { commands: 0, errors: 0 };
  const window = recentSums(() => ({ ...sums }), clock, lifetime('test'));
  Object.assign(sums, { commands: 50, errors: 50 });
  await clock.advance(240_000);
  expect(window.recent()).toEqual({ commands: 50, errors: 50 });
  await clock.advance(90_000);

  expect(window.recent()).toEqual({ commands: 0, errors: 0 });
});

test('a loop that is busy for half a second is degraded, one that always is is critical', async () => {
  let [lateMs, nowMs] = [0, 0];
  let turn = () => {};
  const clock = {
    ...{ now: () => nowMs, monotonic: () => nowMs },
    after: (delayMs: number, run: () => void) => {
      turn = () => {
        nowMs += delayMs + lateMs;
        run();
      };
      return () => {};
    },
  };
  const check = lagCheck(lagMeter(clock, lifetime('test')));
  const seconds = (count: number) => {
    for (let at = 0; at < count; at += 1) turn();
    return check.look();
  };
  expect((await seconds(30)).state).toBe('ok');
  lateMs = 700;
  expect((await seconds(1)).state).toBe('degraded');
  expect((await seconds(10)).state).toBe('critical');
  lateMs = 0;

  expect((await seconds(70)).state).toBe('ok');
});

const link = (name: string, state: ConnectionState, warnings: string[] = []): ConnectionStatus => ({
  ...{ connection: connectionId(name), platform: 'irc', link: state, server: 'x', warnings },
  ...{ spaces: 0, members: 0 },
});
const online: ConnectionState = { state: 'online', sinceMs: 0 };
const away: ConnectionState = { state: 'waiting', attempt: 3, retryAtMs: 9, problem: 'refused' };

test.each<[string, ConnectionStatus[], HealthState]>([
  ['all online', [link('a', online), link('b', online)], 'ok'],
  ['one away', [link('a', online), link('b', away)], 'degraded'],
  ['all away', [link('a', away), link('b', away)], 'critical'],
  ['a channel that cannot be joined', [link('a', online, ['#x: banned'])], 'degraded'],
  ['none at all', [], 'ok'],
])('connections: %s', async (_what, list, state) => {
  const found = await connectionCheck(() => list).look();
  expect(found.state).toBe(state);
  if (state === 'critical') expect(found.text.facts['names']).toBe('a (refused); b (refused)');
});

test('events that hooks lost make it degraded for five minutes', async () => {
  const clock = manualClock();
  const sums: HookSums = {
    ...{ waiting: 0, running: 0, dropped: 0, loops: 0, averageWaitMs: 0, longestWaitMs: 0 },
  };
  let dropped = 0;
  const check = hookCheck({ list: () => [], sums: () => ({ ...sums, dropped }) }, clock);
  expect((await check.look()).state).toBe('ok');
  dropped = 3;
  expect((await check.look()).state).toBe('degraded');
  await clock.advance(300_000);

  expect((await check.look()).state).toBe('ok');
});

test('jobs that fail are named', async () => {
  const job = { id: 'a', failures: 0, now: { state: 'waiting', dueAtMs: 1 } } as JobView;
  const failing = { ...job, id: 'mail', failures: 2, lastProblem: 'no route' };
  const check = (list: JobView[]) => jobCheck({ list: () => Promise.resolve(list) }).look();
  expect((await check([job])).state).toBe('ok');

  expect(await check([job, failing])).toMatchObject({
    ...{ state: 'degraded', todo: { facts: { names: 'mail', problem: 'no route' } } },
  });
});

test('extensions that do not run are named; built-in modules are not counted', async () => {
  const one = { name: 'karma', origin: 'folder' } as ExtensionView;
  const problem = { message: 'no semicolon in index.ts', atMs: 1 };
  const check = (...list: ExtensionView[]) => extensionCheck({ list: () => list }).look();
  expect(await check(one, { ...one, name: 'help', origin: 'built-in' })).toMatchObject({
    ...{ state: 'ok', text: { facts: { extensions: 1, failing: 0 } } },
  });

  expect(await check(one, { ...one, name: 'broken', problem })).toMatchObject({
    ...{ state: 'degraded', todo: { facts: { names: 'broken', problem: problem.message } } },
  });
});

test('backups: old ones are critical, damaged and overdue ones degraded; where none are wanted, none are missed', async () => {
  const clock = manualClock();
  const made = (daysAgo: number, state: Backup['proof']['state'] = 'verified') =>
    ({ createdAtMs: clock.now() - daysAgo * 86_400_000, proof: { state } }) as Backup;
  const look = async (list: Backup[], on = true, overdue = false) => {
    const turns = [{ type: 'daily' as const, nextMs: 0, overdue }];
    const backups = {
      list: () => Promise.resolve(list),
      schedule: () => Promise.resolve({ on, turns }),
    };
    return (await backupCheck(backups, clock).look()).state;
  };
  expect(await look([made(1)])).toBe('ok');
  expect(await look([made(8)])).toBe('critical');
  expect(await look([made(1), made(3, 'damaged')])).toBe('degraded');
  expect(await look([made(1)], true, true)).toBe('degraded');
  expect(await look([], false)).toBe('ok');
  expect((await backupCheck(noBackups, clock).look()).state).toBe('ok');
});
