import { describe, expect, test } from 'vitest';
import { every, jumpingClock, manualClock, sleep } from './clock.ts';

describe('the manual clock', () => {
  test('runs what becomes due, in order, at its time', async () => {
    const clock = manualClock();
    const ran: string[] = [];
    clock.after(200, () => ran.push(`second at ${clock.monotonic()}`));
    clock.after(100, () => ran.push(`first at ${clock.monotonic()}`));

    await clock.advance(250);

    expect(ran).toEqual(['first at 100', 'second at 200']);
  });

  test('does not run what was cancelled', async () => {
    const clock = manualClock();
    let ran = false;
    clock.after(10, () => {
      ran = true;
    })();

    await clock.advance(100);

    expect(ran).toBe(false);
  });

  test('a step of the wall clock moves no timer', async () => {
    const clock = manualClock(0);
    let ran = false;
    clock.after(1000, () => {
      ran = true;
    });
    clock.stepWall(3_600_000);
    await clock.advance(999);

    expect(ran).toBe(false);
    expect(clock.now()).toBe(3_600_999);
  });
});

test('every repeats until it is stopped', async () => {
  const clock = manualClock();
  let turns = 0;
  const stop = every(clock, 10, () => {
    turns += 1;
  });
  await clock.advance(35);
  stop();
  await clock.advance(100);

  expect(turns).toBe(3);
});

describe('sleep', () => {
  test('ends with the reason of the signal that aborts it', async () => {
    const aborter = new AbortController();
    const sleeping = sleep(manualClock(), 1000, aborter.signal);
    aborter.abort(new Error('enough'));

    await expect(sleeping).rejects.toThrow('enough');
  });

  test('does not begin when the signal was aborted before', async () => {
    await expect(sleep(manualClock(), 1000, AbortSignal.abort(new Error('no')))).rejects.toThrow(
      'no',
    );
  });
});

test('a clock that jumps makes what is due happen now, and the rest sooner', async () => {
  const clock = jumpingClock();
  const ran: string[] = [];
  clock.after(60_000, () => ran.push('minute'));
  clock.after(3_600_000, () => ran.push('hour'));
  const before = clock.now();

  await clock.advance(61_000);

  expect(ran).toEqual(['minute']);
  // Wall clock and monotonic clock of the machine differ by fractions of a millisecond.
  expect(clock.now() - before).toBeGreaterThanOrEqual(60_990);
});
