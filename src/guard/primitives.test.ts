import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heat } from './heat.ts';
import { silence } from './silence.ts';
import { SlidingWindow } from './sliding-window.ts';
import { strikes } from './strikes.ts';
import { tokenBucket } from './token-bucket.ts';
import { violationCells, violations } from './violations.ts';

const gaps = fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 200 });
/** Where the clock stands at first: near where 32-bit milliseconds go round, too. */
const starts = fc.constantFrom(0, 12_345, 2 ** 31 - 5000, 2 ** 32 - 5000, 3 * 2 ** 32 - 100);

function timesOf(startMs: number, between: readonly number[]): number[] {
  let nowMs = startMs;
  return between.map((gap) => (nowMs += gap));
}

describe('token bucket', () => {
  const limits = fc.record({
    burst: fc.integer({ min: 1, max: 60 }),
    perMinute: fc.integer({ min: 1, max: 600 }),
  });

  test('never admits more than its burst and what came in since, between any two moments', () => {
    fc.assert(
      fc.property(limits, starts, gaps, (limit, startMs, between) => {
        const floats = new Float64Array(1);
        const admitted = timesOf(startMs, between).filter((nowMs) => {
          if (tokenBucket.waitMs(floats, 0, nowMs, limit) > 0) return false;
          tokenBucket.take(floats, 0, nowMs, limit);
          return true;
        });
        admitted.forEach((from, first) => {
          admitted.slice(first).forEach((to, more) => {
            expect(more + 1).toBeLessThanOrEqual(
              limit.burst + ((to - from) * limit.perMinute) / 60_000 + 1e-6,
            );
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  test('has a token exactly when it said, not a moment before', () => {
    const limit = { burst: 1, perMinute: 20 };
    const floats = new Float64Array(1);
    tokenBucket.take(floats, 0, 1000, limit);
    expect(tokenBucket.waitMs(floats, 0, 1000, limit)).toBe(3000);
    expect(tokenBucket.waitMs(floats, 0, 3999.9, limit)).toBeCloseTo(0.1);
    expect(tokenBucket.waitMs(floats, 0, 4000, limit)).toBe(0);
  });

  test('counts fractions of tokens', () => {
    const limit = { burst: 10, perMinute: 7 };
    const floats = new Float64Array(1);
    tokenBucket.take(floats, 0, 0, limit);
    expect(tokenBucket.tokens(floats, 0, 0, limit)).toBeCloseTo(9);
    expect(tokenBucket.tokens(floats, 0, 1000, limit)).toBeCloseTo(9 + 7 / 60);
  });

  test('asking takes nothing', () => {
    const floats = new Float64Array(1);
    tokenBucket.waitMs(floats, 0, 5, { burst: 1, perMinute: 1 });
    expect([...floats]).toEqual([0]);
  });
});

describe('sliding window', () => {
  const limits = fc.record({
    max: fc.integer({ min: 1, max: 16 }),
    windowMs: fc.integer({ min: 1, max: 20_000 }),
  });

  test('decides as a list of all times would, however often it is asked', () => {
    fc.assert(
      fc.property(limits, starts, gaps, (limit, startMs, between) => {
        const window = new SlidingWindow(16);
        const ints = new Int32Array(window.cells);
        const kept: number[] = [];
        for (const nowMs of timesOf(startMs, between)) {
          const inside = kept.filter((at) => nowMs - at < limit.windowMs);
          const waitMs = window.waitMs(ints, 0, nowMs | 0, limit);
          expect(window.within(ints, 0, nowMs | 0, limit.windowMs)).toBe(inside.length);
          if (inside.length < limit.max) {
            expect(waitMs).toBe(0);
            window.hit(ints, 0, nowMs | 0);
            kept.push(nowMs);
          } else {
            expect(waitMs).toBe(inside[inside.length - limit.max]! + limit.windowMs - nowMs);
          }
        }
      }),
    );
  });

  test('forgets a hit that was undone, and only that', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 1, maxLength: 40 }),
        fc.nat(7),
        (between, back) => {
          const window = new SlidingWindow(8);
          const [ints, other] = [new Int32Array(window.cells), new Int32Array(window.cells)];
          const times = timesOf(0, between);
          const undone = times.at(-1 - Math.min(back, times.length - 1))!;
          for (const at of times) window.hit(ints, 0, at);
          expect(window.undo(ints, 0, undone)).toBe(true);
          const last = times.slice(-8);
          last.splice(last.lastIndexOf(undone), 1);
          for (const at of last) window.hit(other, 0, at);
          const nowMs = times.at(-1)!;
          expect(window.agesMs(ints, 0, nowMs)).toEqual(window.agesMs(other, 0, nowMs));
          expect(window.undo(ints, 0, nowMs + 1)).toBe(false);
        },
      ),
    );
  });
});

describe('strikes', () => {
  const note = (ints: Int32Array, ...times: number[]) =>
    times.map((at) => strikes.note(ints, 0, at, 5000));

  test('are one per window, however much is refused in it', () => {
    expect(note(new Int32Array(2), 100, 101, 2000, 5099)).toEqual([1, 0, 0, 0]);
  });

  test('add up from window to window', () => {
    expect(note(new Int32Array(2), 0, 5000, 10_000)).toEqual([1, 2, 3]);
  });

  test('begin again after one clean window, and not a moment sooner', () => {
    expect(note(new Int32Array(2), 0, 9999)).toEqual([1, 2]);
    expect(note(new Int32Array(2), 0, 10_000)).toEqual([1, 1]);
  });

  test('count at the very start of the clock', () => {
    const ints = new Int32Array(2);
    note(ints, 0);
    expect(strikes.standing(ints, 0, 9999, 5000)).toBe(1);
    expect(strikes.standing(ints, 0, 10_000, 5000)).toBe(0);
  });
});

describe('violations', () => {
  const minute = 60_000;
  const limit = {
    ...{ max: 10, windowMs: 10 * minute },
    ...{ banMs: 5 * minute, longestBanMs: 24 * 60 * minute },
  };
  const many = (ints: Int32Array, count: number, fromMs: number, everyMs = 1) =>
    Array.from({ length: count }, (_, one) =>
      violations.note(ints, 0, fromMs + one * everyMs, limit),
    ).at(-1);

  test('nine in ten minutes are none too many, the tenth is a ban of five minutes', () => {
    const ints = new Int32Array(violationCells);
    expect(many(ints, 9, 0)).toBe(0);
    expect(many(ints, 1, 10 * minute - 1)).toBe(5 * minute);
  });

  test('the tenth one after ten minutes is not the tenth any more', () => {
    const ints = new Int32Array(violationCells);
    many(ints, 9, 0);
    expect(many(ints, 1, 10 * minute)).toBe(0);
  });

  test('double the ban each time, up to a day', () => {
    const ints = new Int32Array(violationCells);
    const bans = Array.from({ length: 11 }, (_, round) => many(ints, 10, round * 60 * minute));
    expect(bans.slice(0, 4)).toEqual([5, 10, 20, 40].map((one) => one * minute));
    expect(bans.slice(8)).toEqual([1280, 1440, 1440].map((one) => one * minute));
  });

  test('begin at five minutes again when the last ban ended a day ago', () => {
    const ints = new Int32Array(violationCells);
    const day = 24 * 60 * minute;
    many(ints, 10, 0);
    expect(many(ints, 10, day + 5 * minute)).toBe(5 * minute);
    expect(many(ints, 10, 2 * day + 9 * minute)).toBe(10 * minute);
  });
});

describe('heat', () => {
  test('halves with each half-life and adds up', () => {
    const floats = new Float64Array(2);
    heat.add(floats, 0, 8, { nowMs: 0, halfLifeMs: 1000 });
    expect(heat.now(floats, 0, { nowMs: 2000, halfLifeMs: 1000 })).toBeCloseTo(2);
    expect(heat.add(floats, 0, 3, { nowMs: 2000, halfLifeMs: 1000 })).toBeCloseTo(5);
    expect(heat.coolsInMs(floats, 0, 2.5, { nowMs: 2000, halfLifeMs: 1000 })).toBeCloseTo(1000);
    expect(heat.coolsInMs(floats, 0, 6, { nowMs: 2000, halfLifeMs: 1000 })).toBe(0);
  });

  test('is the same in whatever order it came at one moment, and never grows by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(9999), (amounts, laterMs) => {
        const [one, other] = [new Float64Array(2), new Float64Array(2)];
        const when = { nowMs: 5, halfLifeMs: 700 };
        for (const amount of amounts) heat.add(one, 0, amount, when);
        for (const amount of amounts.toReversed()) heat.add(other, 0, amount, when);
        expect(heat.now(one, 0, when)).toBeCloseTo(heat.now(other, 0, when));
        const later = heat.now(one, 0, { nowMs: 5 + laterMs, halfLifeMs: 700 });
        expect(later).toBeLessThanOrEqual(heat.now(one, 0, when));
      }),
    );
  });
});

describe('silence', () => {
  test('ends by itself, is never shortened by a shorter one, and can be lifted', () => {
    const floats = new Float64Array(1);
    silence.begin(floats, 0, 500);
    silence.begin(floats, 0, 300);
    expect([0, 499, 500, 501].map((at) => silence.leftMs(floats, 0, at))).toEqual([500, 1, 0, 0]);
    silence.lift(floats, 0);
    expect(silence.leftMs(floats, 0, 0)).toBe(0);
  });
});
