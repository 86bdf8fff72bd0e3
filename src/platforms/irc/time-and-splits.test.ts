import { describe, expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { seededRandom } from '../../base/random.ts';
import { BackOff } from './back-off.ts';
import { Batches } from './batches.ts';
import { endOfError } from './link-end.ts';
import { isSplitReason, Netsplits } from './netsplit.ts';
import { ServerTime } from './server-time.ts';
import { defaultTuning } from './tuning.ts';

describe('server time', () => {
  const clock = manualClock(Date.UTC(2026, 0, 1, 12));

  test('is believed, except from the future or in nonsense', () => {
    const time = new ServerTime(clock);
    expect(time.read('2026-01-01T11:59:58.500Z')).toEqual({ atMs: clock.now() - 1500, old: false });
    expect(time.read('2026-01-01T11:59:59.250Z')).toEqual({ atMs: clock.now() - 750, old: false });
    expect(time.read('2026-01-01T11:00:00.000Z')).toMatchObject({ old: true });
    for (const odd of [
      '2027-01-01T00:00:00.000Z',
      '',
      'x',
      '2026-13-01T00:00:00.000Z',
      '2026-01-01T12:00:99.000Z',
      undefined,
    ])
      expect(time.read(odd)).toEqual({ atMs: clock.now(), old: false });
  });

  test('a server whose clock is wrong is believed about differences', () => {
    const time = new ServerTime(clock);
    time.calibrate('2020-01-01T00:00:00.000Z');
    expect(time.read('2020-01-01T00:00:01.000Z')).toMatchObject({ old: false });
    expect(time.read('2019-12-31T23:00:00.000Z')).toMatchObject({ old: true });
  });
});

describe('netsplits', () => {
  test.each([
    ['a.net b.net', true],
    ['*.net *.split', true],
    ['irc-1.a.org hub.a.org', true],
    ['Quit: a.net b.net', false],
    ['a.net a.net', false],
    ['good bye', false],
    ['a.net b.net c.net', false],
    ['', false],
    ['a.net', false],
    ['http://a.net b.net', false],
  ])('"%s": %s', (reason, split) => {
    expect(isSplitReason(reason)).toBe(split);
  });

  test('those who were lost come back, and those who come right with them', async () => {
    const clock = manualClock();
    const splits = new Netsplits(clock);
    expect(splits.comesBack('ann')).toBe(false);
    splits.lost('ann');
    expect(splits.comesBack('ann')).toBe(true);
    expect(splits.comesBack('new')).toBe(true);
    await clock.advance(6000);
    expect(splits.comesBack('later')).toBe(false);
  });

  test('who is back comes and goes later as anyone does, and covers nobody', async () => {
    const clock = manualClock();
    const splits = new Netsplits(clock);
    splits.lostAll(['ann', 'bob', 'carol']);
    splits.returned('bob');
    expect([splits.comesBack('ann'), splits.comesBack('ann')]).toEqual([true, true]);
    await clock.advance(6000);
    expect([splits.comesBack('ann'), splits.comesBack('bob')]).toEqual([false, false]);
    expect([splits.comesBack('carol'), splits.comesBack('bob')]).toEqual([true, true]);
  });
});

test('open batches are bounded in number and age, and what is inside one belongs to it', async () => {
  const clock = manualClock();
  const batches = new Batches(clock);
  for (let at = 0; at < 1000; at += 1) batches.take([`+${at}`, 'netjoin'], undefined);
  expect(batches.size).toBeLessThanOrEqual(64);
  await clock.advance(61_000);
  batches.take(['+h', 'chathistory'], undefined);
  expect(batches.size).toBe(1);
  batches.take(['+inner', 'other'], 'h');
  expect([batches.isHistory('inner'), batches.isCrowd('inner'), batches.isHistory('none')]).toEqual(
    [true, false, false],
  );
  expect([
    batches.take(['-inner'], undefined),
    batches.take(['-inner'], undefined),
    batches.take(['+'], undefined),
    batches.take([], undefined),
    batches.take(['+x'], undefined),
  ]).toEqual([true, false, false, false, false]);
});

describe('back-off', () => {
  const backOff = (servers = 1) =>
    new BackOff({ random: seededRandom(7), tuning: defaultTuning, servers });
  const lost = { kind: 'lost', problem: '' } as const;

  test('grows to minutes with jitter, and begins anew after a reset', () => {
    const it = backOff();
    const waits = Array.from({ length: 12 }, () => it.after(lost));
    expect(waits[0]).toBeLessThan(1300);
    expect(Math.max(...waits)).toBeLessThanOrEqual(defaultTuning.retryMaxMs * 1.25);
    expect(waits[11]).toBeGreaterThan(3 * 60_000);
    expect(new Set(waits.slice(9).map((ms) => ms)).size).toBe(3);
    it.reset();
    expect(it.after(lost)).toBeLessThan(1300);
  });

  test('keeps far away after a ban, comes at once after an upgrade, and counts rounds, not servers', () => {
    expect(backOff().after({ kind: 'banned', problem: '' })).toBeGreaterThan(20 * 60_000);
    expect(backOff().after({ kind: 'upgrade', port: 6697 })).toBe(0);
    const three = backOff(3);
    expect([three.after(lost), three.after(lost), three.after(lost)].every((ms) => ms < 1300)).toBe(
      true,
    );
    expect(three.after(lost)).toBeGreaterThan(1400);
    const looping = backOff();
    looping.after({ kind: 'upgrade', port: 1 });
    expect(looping.after({ kind: 'upgrade', port: 1 })).toBeGreaterThan(500);
  });
});

test.each([
  ['Closing link: (a@b) [K-Lined]', 'banned'],
  ['Closing link: (a@b) [G-lined: spam]', 'banned'],
  ['You are banned from this network', 'banned'],
  ['AKILLED: bye', 'banned'],
  ['Closing link: (a@b) [Throttled]', 'throttled'],
  ['Too many connections from your host', 'throttled'],
  ['Trying to reconnect too fast.', 'throttled'],
  ['Closing link: (a@b) [Excess Flood]', 'flooded'],
  ['Closing link: (a@b) [RecvQ exceeded]', 'flooded'],
  ['Closing link: (a@b) [Ping timeout: 12 seconds]', 'lost'],
  ['Killed (root (x))', 'lost'],
])('"%s" means %s', (text, kind) => {
  expect(endOfError(text).kind).toBe(kind);
});
