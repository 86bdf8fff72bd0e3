import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

describe('fairness', () => {
  const lines = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${name}${at}`);

  /** A server that takes so many lines, and no more until it is told to. */
  function takingOnly(room: { lines: number }, written: string[]): Gate {
    return {
      write(line) {
        written.push(line);
        room.lines -= 1;
      },
      get congested() {
        return room.lines <= 0;
      },
      ready: () => true,
    };
  }

  test('an innocent waits for at most one line of each other target, whatever waits for those', () => {
    const names = fc.constantFrom('#a', '#b', '#c', 'ann', 'bob');
    const backlogs = fc.array(fc.tuple(names, fc.integer({ min: 1, max: 40 })), { maxLength: 12 });
    fc.assert(
      fc.property(backlogs, fc.nat(60), (backlog, servedBefore) => {
        const { queue, written } = queueing(false, { maxLines: 10_000 });
        const room = { lines: 0 };
        queue.attach(takingOnly(room, written));
        for (const [target, count] of backlog) {
          queue.push(target, lines(`${target} `, count), 'normal')?.catch(() => {});
        }
        room.lines = servedBefore;
        queue.wake();
        void queue.push('#innocent', ['innocent'], 'normal');
        const before = written.length;
        room.lines = Infinity;
        queue.wake();

        const waitedFor = written.slice(before, written.indexOf('innocent'));
        const channels = ['#a', '#b', '#c'].map(
          (name) => waitedFor.filter((line) => line.startsWith(name)).length,
        );
        expect(Math.max(...channels)).toBeLessThanOrEqual(1);
        const people = waitedFor.filter((line) => !line.startsWith('#')).length;
        expect(people).toBeLessThanOrEqual(channels.filter((count) => count > 0).length + 1);
      }),
      { numRuns: 200 },
    );
  });

  test('notices to however many nicks do not starve a channel', () => {
    const { written, gate, queue, state } = queueing(false, { maxLines: 1000 });
    state.congested = true;
    queue.attach(gate);
    for (let one = 0; one < 300; one += 1) void queue.push(`nick${one}`, ['slow down'], 'normal');
    void queue.push('#castle', ['c1', 'c2'], 'normal');
    state.congested = false;
    queue.wake();
    expect(written.indexOf('c1')).toBeLessThanOrEqual(1);
    expect(written.indexOf('c2')).toBeLessThanOrEqual(3);
  });

  test('the last of the burst is for those who got few lines lately, and for operators', async () => {
    const { clock, written, gate, queue } = queueing({ burst: 7, everyMs: 1000 });
    queue.attach(gate);
    void queue.push('#busy', lines('b', 20), 'normal');
    expect(written).toEqual(lines('b', 5));
    void queue.push('#calm', ['calm'], 'normal');
    expect(written.at(-1)).toBe('calm');
    queue.push('#staff', ['staff'], 'operator')?.catch(() => {});
    expect(written.at(-1)).toBe('staff');
    await clock.advance(2000);
    expect(written).toHaveLength(7);
    await clock.advance(1001);
    expect(written.at(-1)).toBe('b5');
  });

  test('one who asks now and then is answered at once all through another’s flood', async () => {
    const { clock, written, gate, queue } = queueing(
      { burst: 7, everyMs: 1000 },
      { maxLines: 500 },
    );
    queue.attach(gate);
    for (let turn = 0; turn < 40; turn += 1) {
      void queue.push('#busy', lines(`b${turn}.`, 5), 'normal');
      void queue.push(`nick${turn}`, ['slow down'], 'bulk');
      void queue.push('#calm', [`calm${turn}`], 'normal');
      expect(written.at(-1)).toBe(`calm${turn}`);
      await clock.advance(3100);
    }
  });

  test('never sends more than its burst and pace, whoever is spoken to', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(1500), fc.nat(5), fc.constantFrom('normal', 'bulk', 'operator')), {
          maxLength: 60,
        }),
        async (pushes) => {
          const { clock, written, gate, queue } = queueing({ burst: 7, everyMs: 500 });
          queue.attach(gate);
          for (const [gapMs, target, lane] of pushes) {
            await clock.advance(gapMs);
            queue.push(`#room${target}`, ['1', '2'], lane)?.catch(() => {});
            expect(written.length).toBeLessThanOrEqual(7 + clock.monotonic() / 500);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('when too much waits, the busiest target gives way, bulk first', async () => {
    const { queue, fate } = queueing(undefined, { maxLines: 10 });
    const bulk = fate(queue.push('nick', ['notice'], 'bulk'));
    const busy = Array.from({ length: 9 }, (_, at) =>
      fate(queue.push('#busy', [`b${at}`], 'normal')),
    );
    void queue.push('#calm', ['c1'], 'normal');
    expect(await bulk).toBe('closed');
    void queue.push('#calm', ['c2'], 'normal');
    expect(await busy[8]).toBe('closed');
    expect(await fate(queue.push('#busy', ['b9'], 'normal'))).toBe('closed');
    expect(await fate(queue.push('nick', ['notice'], 'bulk'))).toBe('closed');
    expect(queue.size).toBe(10);
  });
});
