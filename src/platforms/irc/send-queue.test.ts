import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { type Gate, protocolTarget, SendQueue } from './send-queue.ts';
import type { Pacing } from './token-bucket.ts';

function queueing(
  pacing: Pacing = { burst: 2, everyMs: 1000 },
  { maxLines = 100, closedTo = new Set<string>() } = {},
) {
  const clock = manualClock();
  const written: string[] = [];
  const state = { congested: false };
  const gate: Gate = {
    write: (line) => void written.push(line),
    get congested() {
      return state.congested;
    },
    ready: (target) => !closedTo.has(target),
  };
  const queue = new SendQueue({ clock, pacing, maxLines, keepOfflineMs: 60_000 });
  const fate = (sent: Promise<void> | undefined) =>
    (sent ?? Promise.resolve()).then(
      () => 'sent',
      (problem: unknown) => (problem instanceof Error && 'code' in problem ? problem.code : 'odd'),
    );
  return { clock, written, state, gate, queue, fate, closedTo };
}

test('sends a burst, then one line at a time', async () => {
  const { clock, written, gate, queue } = queueing();
  queue.attach(gate);
  void queue.push('#a', ['1', '2', '3', '4'], 'normal');
  expect(written).toEqual(['1', '2']);
  await clock.advance(999);
  expect(written).toHaveLength(2);
  await clock.advance(2);
  expect(written).toEqual(['1', '2', '3']);
  await clock.advance(1000);
  expect(written).toEqual(['1', '2', '3', '4']);
});

test('higher lanes go first, and inside a lane the targets take turns', async () => {
  const { clock, written, gate, queue } = queueing({ burst: 1, everyMs: 100 });
  void queue.push('#busy', ['b1', 'b2', 'b3', 'b4'], 'normal');
  void queue.push('#bulk', ['k1'], 'bulk');
  void queue.push('#calm', ['c1'], 'normal');
  void queue.push('#other', ['o1', 'o2'], 'normal');
  void queue.push('#now', ['u1'], 'urgent');
  queue.attach(gate);
  await clock.advance(2000);
  expect(written).toEqual(['u1', 'b1', 'c1', 'o1', 'b2', 'o2', 'b3', 'b4', 'k1']);
});

test('a busy target delays a calm one by one line, however much waits for it', async () => {
  const { clock, written, gate, queue } = queueing({ burst: 1, everyMs: 100 });
  queue.attach(gate);
  void queue.push(
    '#busy',
    Array.from({ length: 50 }, (_, at) => `b${at}`),
    'normal',
  );
  void queue.push('#calm', ['c'], 'normal');
  await clock.advance(250);
  expect(written.indexOf('c')).toBeLessThanOrEqual(2);
});

test('what cannot be heard yet waits, without holding up the rest', async () => {
  const { clock, written, gate, queue, closedTo } = queueing(
    { burst: 10, everyMs: 100 },
    { closedTo: new Set(['#joining']) },
  );
  queue.attach(gate);
  void queue.push('#joining', ['later'], 'urgent');
  void queue.push('#in', ['now'], 'bulk');
  expect(written).toEqual(['now']);
  closedTo.clear();
  queue.wake();
  expect(written).toEqual(['now', 'later']);
  await clock.advance(0);
});

test('holds back while the socket is full', () => {
  const { written, state, gate, queue } = queueing(false);
  queue.attach(gate);
  state.congested = true;
  void queue.push('#a', ['1'], 'normal');
  expect(written).toEqual([]);
  state.congested = false;
  queue.wake();
  expect(written).toEqual(['1']);
});

test('without pacing a line goes at once and needs no promise', () => {
  const { written, gate, queue } = queueing(false);
  queue.attach(gate);
  expect(queue.push('#a', ['1', '2'], 'normal')).toBeUndefined();
  expect(written).toEqual(['1', '2']);
});

test('beyond its bound it rejects the newest, and an end rejects everything', async () => {
  const { queue, fate, gate } = queueing(undefined, { maxLines: 3 });
  const kept = fate(queue.push('#a', ['1', '2', '3'], 'normal'));
  expect(await fate(queue.push('#a', ['4'], 'normal'))).toBe('closed');
  queue.close();
  expect(await kept).toBe('closed');
  expect(await fate(queue.push('#a', ['5'], 'normal'))).toBe('closed');
  queue.attach(gate);
  expect(queue.size).toBe(0);
});

test('what waited too long for a link is dropped as stale when one comes', async () => {
  const { clock, written, gate, queue, fate } = queueing();
  const old = fate(queue.push('#a', ['old'], 'normal'));
  await clock.advance(61_000);
  const fresh = fate(queue.push('#a', ['fresh'], 'normal'));
  queue.attach(gate);
  expect([await old, await fresh]).toEqual(['network', 'sent']);
  expect(written).toEqual(['fresh']);
});

test('lines of the protocol die with their link, messages do not', async () => {
  const { written, gate, queue, fate, state } = queueing();
  state.congested = true;
  queue.attach(gate);
  const join = fate(queue.push(protocolTarget, ['JOIN #a'], 'urgent'));
  void queue.push('#a', ['hello'], 'normal');
  queue.detach();
  expect(await join).toBe('closed');
  state.congested = false;
  queue.attach(gate);
  expect(written).toEqual(['hello']);
});

test('refuses what waits for a target that will not hear it', async () => {
  const { queue, fate } = queueing();
  const lost = fate(queue.push('#gone', ['1'], 'normal'));
  queue.refuse('#gone', 'banned');
  expect(await lost).toBe('platform-refused');
  expect(queue.size).toBe(0);
});

test('told that it floods, it halves its pace, but never below a quarter', () => {
  const { queue } = queueing({ burst: 8, everyMs: 100 });
  const pace = () => [queue.pacing.burst, queue.pacing.everyMs];
  queue.slowDown();
  expect(pace()).toEqual([4, 200]);
  queue.slowDown();
  queue.slowDown();
  expect(pace()).toEqual([2, 400]);
});
